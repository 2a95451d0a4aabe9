package dev.braid.launcher.text;

import dev.braid.launcher.LauncherErrors;
import dev.braid.project.WaitingTime;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 90s}, {@code 5m}, {@code 1h}. */
public final class Spans implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return WaitingTime.parse(text)
        .orElseThrow(() -> new TypeConversionException(LauncherErrors.badSpan(text).describe()));
  }
}

package dev.braid.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against the pattern that Trino gives to a {@link DecimalFormat}. */
class FloatingTextTest {
  private static String format(String pattern, double value) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  @Property
  void writesEveryDoubleAsTrinosPatternDoes(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value) && value != 0) {
      assertThat(FloatingText.of(value)).isEqualTo(format("0.0###################E0", value));
    }
  }

  @Property(tries = 20_000)
  void writesEveryRealAsTrinosPatternDoes(@ForAll int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isFinite(value) && value != 0) {
      assertThat(FloatingText.of(value))
          .isEqualTo(format("0.0#####E0", Double.parseDouble(Float.toString(value))));
    }
  }
}

package dev.braid.launcher.kafka;

import dev.braid.launcher.LauncherErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream of bytes into lines and leaves the bytes of each as they are: what is no JSON, or
 * no UTF-8, is for the platform to put in quarantine.
 */
public final class JsonLines {
  private static final int MAX_BYTES = 8 << 20;

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[256 << 10];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private int position;
  private int limit;
  private long number;
  private long bytesRead;

  public JsonLines(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** The next line that is not blank, without its end; null after the last. */
  public byte[] next() throws IOException {
    while (true) {
      line.reset();
      boolean ended = readLine();
      if (line.size() > 0 || ended) {
        number++;
      }
      byte[] bytes = line.toByteArray();
      int length = bytes.length;
      if (length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
      if (!isBlank(bytes, length)) {
        return length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, length);
      }
      if (!ended) {
        return null;
      }
    }
  }

  /** Whether the line was ended by a line feed, not by the end of the stream. */
  private boolean readLine() throws IOException {
    while (true) {
      if (position == limit) {
        limit = Math.max(0, in.read(buffer));
        position = 0;
        bytesRead += limit;
        if (limit == 0) {
          return false;
        }
      }
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, start, position - start);
      if (line.size() > MAX_BYTES) {
        throw LauncherErrors.lineTooLong(name, number + 1, MAX_BYTES);
      }
      if (position < limit) {
        position++;
        return true;
      }
    }
  }

  private static boolean isBlank(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Of the line that {@link #next} returned last, from 1; blank lines count. */
  public long number() {
    return number;
  }

  /** Bytes of the lines returned so far, and of the blank ones between them. */
  public long bytesTaken() {
    return bytesRead - (limit - position);
  }
}

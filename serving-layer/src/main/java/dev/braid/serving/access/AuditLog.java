package dev.braid.serving.access;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EchoEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Who did what: a line of JSON in ASCII for every query, every refused log-in and every act of
 * administration. Whatever a user sends stays within its string; credentials are never written.
 */
public final class AuditLog implements AutoCloseable {
  static final String FILE = "audit.jsonl";

  private static final long LARGEST_FILE = 20L << 20;
  private static final int OLDER_FILES = 9;
  private static final int LONGEST_TEXT = 32_768;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Context context = new ContextBase();
  private final RollingFileAppender<String> file = new RollingFileAppender<>();
  private final Clock clock;

  /**
   * @param folder made if it is not there
   */
  public AuditLog(Path folder, Clock clock) {
    this(folder, clock, LARGEST_FILE);
  }

  AuditLog(Path folder, Clock clock, long largestFile) {
    this.clock = clock;
    EchoEncoder<String> encoder = new EchoEncoder<>();
    encoder.setContext(context);
    encoder.start();
    FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
    names.setContext(context);
    names.setParent(file);
    names.setFileNamePattern(folder.resolve("audit.%i.jsonl").toString());
    names.setMinIndex(1);
    names.setMaxIndex(OLDER_FILES);
    SizeBasedTriggeringPolicy<String> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(largestFile));
    size.setCheckIncrement(ch.qos.logback.core.util.Duration.buildByMilliseconds(0));
    file.setContext(context);
    file.setFile(folder.resolve(FILE).toString());
    file.setEncoder(encoder);
    file.setRollingPolicy(names);
    file.setTriggeringPolicy(size);
    names.start();
    size.start();
    file.start();
  }

  /**
   * A query that has ended.
   *
   * @param source what asked for the user, as it names itself; may be empty
   * @param outcome {@code ok}, or the error's code
   * @param generation 0 if it was refused before one was asked
   */
  public void query(
      User user,
      String source,
      String sql,
      Collection<String> views,
      String outcome,
      long rows,
      Duration time,
      long generation) {
    ObjectNode line = line("query");
    who(line, user);
    if (!source.isEmpty()) {
      put(line, "source", source);
    }
    put(line, "sql", sql);
    views.forEach(line.putArray("views")::add);
    write(
        line.put("outcome", outcome)
            .put("rows", rows)
            .put("ms", time.toMillis())
            .put("generation", generation));
  }

  /**
   * An act of administration.
   *
   * @param details what it was done to
   */
  public void act(User user, String act, Map<String, String> details) {
    ObjectNode line = line(act);
    who(line, user);
    details.forEach((key, value) -> put(line, key, value));
    write(line);
  }

  /** One generation answers in the place of another. */
  public void swapped(long from, long to) {
    write(line("swap").put("from", from).put("to", to));
  }

  void passwordsRead(int users) {
    write(line("passwords_read").put("users", users));
  }

  void keysRead(int keys) {
    write(line("keys_read").put("keys", keys));
  }

  /**
   * A request that was turned away. A name that nobody proved may be a password, so there is none.
   */
  void refused(String address, String method, String path, String code) {
    ObjectNode line = line("refused");
    put(line, "address", address);
    put(line, "method", method);
    put(line, "path", path);
    write(line.put("outcome", code));
  }

  private ObjectNode line(String act) {
    return JSON.createObjectNode().put("time", clock.instant().toString()).put("act", act);
  }

  private static void who(ObjectNode line, User user) {
    put(line, "user", user.name());
    put(line, "address", user.address());
  }

  private static void put(ObjectNode line, String key, String value) {
    String text = value == null ? "" : value;
    line.put(key, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + " …" : text);
  }

  private void write(ObjectNode line) {
    try {
      file.doAppend(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    file.stop();
  }
}

package dev.braid.function;

import static dev.braid.type.DataType.VARBINARY;
import static dev.braid.type.DataType.VARCHAR;

import dev.braid.type.Binary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Digests, of bytes or of text's UTF-8 bytes, and the ways from bytes to text and back. */
final class HashFunctions {
  static final List<ScalarFunction> ALL =
      List.of(
          digest("md5", bytes -> digest("MD5", bytes)),
          digest("sha256", bytes -> digest("SHA-256", bytes)),
          digest("xxhash64", HashFunctions::xxHash64),
          new ScalarFunction(
              "to_utf8",
              "to_utf8(VARCHAR)",
              Overload.of(VARCHAR, VARBINARY, s -> Binary.of(utf8(s)))),
          new ScalarFunction(
              "to_hex",
              "to_hex(VARBINARY)",
              Overload.of(
                  VARBINARY,
                  VARCHAR,
                  x -> HexFormat.of().withUpperCase().formatHex(((Binary) x).bytes()))),
          new ScalarFunction(
              "from_hex",
              "from_hex(VARCHAR)",
              Overload.of(VARCHAR, VARBINARY, s -> fromHex((String) s))));

  private HashFunctions() {}

  private static ScalarFunction digest(String name, UnaryOperator<byte[]> digest) {
    return new ScalarFunction(
        name,
        name + "(VARCHAR), or " + name + "(VARBINARY)",
        Overload.of(VARCHAR, VARBINARY, s -> Binary.of(digest.apply(utf8(s)))),
        Overload.of(VARBINARY, VARBINARY, x -> Binary.of(digest.apply(((Binary) x).bytes()))));
  }

  private static byte[] utf8(Object text) {
    return ((String) text).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /** The most significant byte first. */
  private static byte[] xxHash64(byte[] bytes) {
    return ByteBuffer.allocate(Long.BYTES).putLong(XxHash64.hash(bytes)).array();
  }

  private static Binary fromHex(String hex) {
    boolean whole = hex.length() % 2 == 0 && hex.chars().allMatch(HexFormat::isHexDigit);
    return whole ? Binary.ofHex(hex) : null;
  }
}

package dev.braid.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** REAL and DOUBLE as text: {@code 1.5E0}, a zero as {@code 0E0}, as in Trino. */
final class FloatingText {
  private static final MathContext SEVEN_DIGITS = new MathContext(7, RoundingMode.HALF_EVEN);

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private FloatingText() {}

  static String of(double value) {
    return Double.isFinite(value) && value != 0
        ? scientific(new BigDecimal(Double.toString(value)))
        : special(value);
  }

  /** To seven digits, which not every REAL is told apart by. */
  static String of(float value) {
    if (!Float.isFinite(value) || value == 0) {
      return special(value);
    }
    BigDecimal written = new BigDecimal(Float.toString(value)).stripTrailingZeros();
    boolean tie = written.precision() == 8 && written.unscaledValue().testBit(0);
    return tie && written.unscaledValue().mod(FIVE).signum() == 0
        ? ofTie(written.doubleValue())
        : scientific(new BigDecimal(written.doubleValue()).round(SEVEN_DIGITS));
  }

  /**
   * Which way half a digit goes is the format's own secret, so it is asked; few values are such.
   */
  private static String ofTie(double value) {
    return new DecimalFormat("0.0#####E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }

  private static String special(double value) {
    if (value != 0) {
      return Double.toString(value);
    }
    return 1 / value < 0 ? "-0E0" : "0E0";
  }

  private static String scientific(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    String digits = plain.unscaledValue().abs().toString();
    StringBuilder out = new StringBuilder(32);
    if (plain.signum() < 0) {
      out.append('-');
    }
    out.append(digits.charAt(0)).append('.');
    if (digits.length() == 1) {
      out.append('0');
    }
    return out.append(digits, 1, digits.length())
        .append('E')
        .append(digits.length() - 1 - plain.scale())
        .toString();
  }
}

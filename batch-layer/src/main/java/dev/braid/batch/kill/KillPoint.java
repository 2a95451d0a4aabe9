package dev.braid.batch.kill;

import java.util.Locale;

/**
 * The moments of a batch run at which its death is hardest on the others. Nothing happens at them
 * unless the JVM's system property {@value #PROPERTY} names one, as {@code braid torture} does:
 * {@code after-files:3} says on standard output when files have been written for the third time,
 * and goes no further, so that whoever asked for it can kill the process right there.
 */
public enum KillPoint {
  /** Of a table's next version nothing is written yet. */
  BEFORE_WRITING,
  /** Its Parquet files are there, and no version names them. */
  AFTER_FILES,
  /** Its commit is written in full beside its place, and not linked there. */
  DURING_LOG_COMMIT,
  /** All tables are committed; nobody has been told. */
  BEFORE_ANNOUNCEMENT;

  public static final String PROPERTY = "braid.batch.killPoint";

  private static final KillOrder ORDER = KillOrder.of(System.getProperty(PROPERTY));

  /** As the property names it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The run has come here. */
  public void reached() {
    if (ORDER.isDueAt(this)) {
      System.out.println("at kill point " + ORDER);
      System.out.flush();
      KillOrder.waitForTheKill();
    }
  }
}

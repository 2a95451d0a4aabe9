package dev.braid.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import dev.braid.serving.Views;
import dev.braid.source.QuarantinedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The console as a user meets it, in a real browser over a real serving layer. */
class ConsoleTest {
  private static final long EPOCH = Views.EPOCH;

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static TestProject project;
  private static ServingLayer layer;
  private static Chromium browser;
  private static long versions;

  @BeforeAll
  static void start() throws Exception {
    Optional<String> missing = Chromium.missing();
    assumeTrue(missing.isEmpty(), () -> "the console is not tested: " + missing.orElseThrow());
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(100));
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    project = new TestProject("console", broker.bootstrapServers(), folder);
    project.createTopics();
    project.upsert(1, "b", 2 * EPOCH, 10);
    project.upsert(1, "<b>d</b>", 2 * EPOCH, 7);
    commit(2 * EPOCH);
    layer = project.serve();
    await().until(() -> project.get(layer, "/actuator/health").status() == 200);
    browser = Chromium.start(folder.resolve("profile"));
  }

  private static BatchCommit commit(long frontier) {
    return project.commit(
        versions++,
        new Frontier(frontier),
        versions == 1 ? Frontier.NONE : new Frontier(frontier - EPOCH),
        Map.of("a", new long[] {1, 2}, "b", new long[] {3}, "c", new long[] {Long.MAX_VALUE}));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (layer != null) {
      layer.close();
      project.close();
      broker.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.width(1280);
    browser.open(layer.port(), "");
    browser.driver().executeScript("sessionStorage.clear(); localStorage.clear()");
    browser.complaints();
  }

  @AfterEach
  void nothingWentWrong() throws Exception {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.hosts()).containsExactly("127.0.0.1:" + layer.port());
  }

  private static void page(String path) {
    browser.open(layer.port(), "?" + System.nanoTime() + path);
  }

  private static void type(String sql) {
    await().until(() -> browser.has(".schema-list details"));
    browser
        .driver()
        .executeScript(
            "const code = document.querySelector('.CodeMirror').CodeMirror;"
                + "code.setValue(arguments[0]); code.focus()",
            sql);
  }

  private static void press(CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
  }

  private static void run(String sql) {
    type(sql);
    new Actions(browser.driver())
        .keyDown(Keys.CONTROL)
        .sendKeys(Keys.ENTER)
        .keyUp(Keys.CONTROL)
        .perform();
  }

  private static List<String> cells(String css) {
    return browser.driver().findElements(By.cssSelector(css)).stream()
        .map(cell -> cell.getText())
        .toList();
  }

  @Test
  void viewsAreShownAtAGlance() {
    page("#/");
    await().until(() -> browser.text(".card .of-speed").startsWith("speed "));
    assertThat(browser.text(".card h2")).isEqualTo("totals");
    assertThat(browser.text(".card .handoff title"))
        .matches("totals: batch 4 events, speed \\d+ events; frontier 1970-01-01 00:0\\d; .*");
    assertThat(browser.text("#project")).isEqualTo("console");
    assertThat(browser.text(".summary"))
        .matches("1 view over \\d+ counted events, generation 1\\.");
  }

  @Test
  void aHandOffIsSeenAsItHappens() throws Exception {
    page("#/");
    await().until(() -> batchVersion() == versions - 1);
    browser
        .driver()
        .executeScript(
            "const drawn = document.querySelector('.card .handoff'); window.moved = false;"
                + "new MutationObserver(() => window.moved ||= drawn.classList.contains('moved'))"
                + ".observe(drawn, { attributes: true })");
    long epochs = 2 + versions;
    BatchCommit next = commit(epochs * EPOCH);
    project.announce(versions - 1, next);
    await().until(() -> batchVersion() == versions - 1);
    assertThat(browser.text("#announce"))
        .isEqualTo("totals was handed off to batch version " + (versions - 1));
    assertThat(browser.text(".card .of-flag")).endsWith("00:0" + epochs);
    assertThat(browser.driver().executeScript("return window.moved")).isEqualTo(true);
  }

  /** As the view's card shows it; -1 while it shows none. */
  private static long batchVersion() {
    Object shown =
        browser
            .driver()
            .executeScript(
                "return [...document.querySelectorAll('.card .facts div')]"
                    + ".find((fact) => fact.firstChild.textContent === 'batch version')"
                    + "?.lastChild.textContent ?? '-1'");
    return Long.parseLong(String.valueOf(shown));
  }

  @Test
  void aQueryIsAnsweredWithItsFreshness() {
    page("#/query");
    run(
        "SELECT key, largest, NULL AS nothing FROM totals WHERE key = 'c' OR key LIKE '<%' ORDER BY key");
    await().until(() -> browser.has(".result tbody tr"));
    assertThat(cells(".result tbody td").subList(3, 6))
        .as("digits that a double cannot hold")
        .containsExactly("c", "9223372036854775807", "NULL");
    assertThat(browser.text(".result tbody td")).as("text is never markup").isEqualTo("<b>d</b>");
    assertThat(browser.text(".measured")).matches("2 rows[0-9.]+ ms.*");
    assertThat(browser.text(".freshness"))
        .startsWith("totalsversion ")
        .contains("frontier 1970-01-01");
    assertThat(browser.text("#announce")).startsWith("2 rows in ");
  }

  @Test
  void rowsOfBatchAndOfSpeedAreToldApart() {
    page("#/query");
    await().until(() -> browser.has(".schema-list button.link"));
    browser.find(".schema-list button.link").click();
    await().until(() -> browser.has(".result tbody tr"));
    assertThat(cells(".result tbody tr.from-batch td .layer")).contains("batch");
    assertThat(cells(".result tbody tr.from-speed td .layer")).contains("speed");
  }

  @Test
  void aLongQueryIsCancelledWhereItRuns() {
    page("#/query");
    run(
        "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y),"
            + " UNNEST(sequence(1, 10000)) c(z) WHERE x + y + z = 0");
    await().until(() -> browser.text(".clock").endsWith(" s"));
    await().until(() -> project.get(layer, "/v1/queries").body().toString().contains("running"));
    browser.driver().findElement(By.xpath("//button[.='Cancel']")).click();
    await().until(() -> browser.text(".result").startsWith("Cancelled after "));
    await().until(() -> !project.get(layer, "/v1/queries").body().toString().contains("running"));
    page("#/running");
    await().until(() -> cells("tbody .state").contains("canceled"));
    assertThat(browser.text(".summary")).isEqualTo("No query runs now.");
    assertThat(browser.complaints()).allMatch(text -> text.contains("status of 409"));
  }

  @Test
  void rowsAreDrawn() {
    page("#/query");
    run("SELECT key, n FROM totals WHERE key IN ('a', 'b') ORDER BY key");
    await().until(() -> browser.has(".result tbody tr"));
    browser.find("[role=tab]:last-child").click();
    await().until(() -> browser.has(".plot canvas"));
    assertThat(cells(".choices select"))
        .as("what is drawn along and upwards")
        .hasSize(3)
        .first()
        .asString()
        .contains("key");
    run("SELECT 'a' AS only_text");
    await().until(() -> browser.text(".result").startsWith("Nothing to draw"));
  }

  @Test
  void anErrorIsShownWhereItIs() {
    page("#/query");
    run("SELECT key,\n  nonsense\nFROM totals");
    await().until(() -> browser.has(".CodeMirror .wrong"));
    assertThat(browser.text(".CodeMirror .wrong")).isEqualTo("nonsense");
    assertThat(browser.text(".problem")).startsWith("Line 2, column 3: ");
    assertThat(browser.complaints())
        .singleElement()
        .asString()
        .endsWith(
            "v1/query - Failed to load resource: the server responded with a status of 400 ()");
    press("n");
    assertThat(browser.has(".CodeMirror .wrong")).as("mended").isFalse();
  }

  @Test
  void viewsAndColumnsAreCompleted() {
    page("#/query");
    type("");
    press("SELECT lar");
    await().until(() -> browser.has(".CodeMirror-hints") || browser.has(".schema-list"));
    browser
        .driver()
        .executeScript(
            "document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT  FROM totals')");
    browser
        .driver()
        .executeScript("document.querySelector('.CodeMirror').CodeMirror.setCursor(0, 7)");
    press("lar");
    await().until(() -> browser.text(".CodeMirror-hints").startsWith("largesttotals"));
    press(Keys.ENTER);
    assertThat(
            browser
                .driver()
                .executeScript(
                    "return document.querySelector('.CodeMirror').CodeMirror.getValue()"))
        .isEqualTo("SELECT largest FROM totals");
  }

  @Test
  void aViewsPageTellsWhatItIs() {
    page("#/views/totals");
    await().until(() -> browser.has(".block pre"));
    assertThat(browser.text(".details"))
        .contains("sum(amount)")
        .contains("source orders")
        .contains("in use");
    browser.find(".page-head button").click();
    await().until(() -> browser.has(".result tbody tr"));
    page("#/views/nothing");
    await().until(() -> browser.text(".details h2").equals("There is no such view"));
    assertThat(browser.complaints()).allMatch(text -> text.contains("status of 404"));
  }

  @Test
  void itIsUsedWithoutAMouseAndOnANarrowScreen() {
    for (String path : List.of("#/", "#/views/totals", "#/query", "#/running")) {
      browser.width(375);
      page(path);
      await().until(() -> browser.has("main h1"));
      assertThat(
              browser
                  .driver()
                  .executeScript("return document.documentElement.scrollWidth - innerWidth"))
          .as(path)
          .isEqualTo(0L);
    }
    browser.width(1280);
    page("#/");
    await().until(() -> browser.has(".card"));
    press(Keys.TAB);
    assertThat(browser.driver().switchTo().activeElement().getText())
        .isEqualTo("Skip to the content");
    press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER);
    await().until(() -> browser.has(".CodeMirror-focused"));
    press(Keys.TAB);
    assertThat(browser.driver().switchTo().activeElement().getText())
        .as("no trap")
        .isEqualTo("Run");
  }

  @Test
  void theThemeIsTheReadersToChoose() {
    page("#/");
    await().until(() -> browser.text("#theme").equals("Auto"));
    browser.find("#theme").click();
    assertThat(browser.text("#theme")).isEqualTo("Dark");
    page("#/");
    await().until(() -> browser.text("#theme").equals("Dark"));
    assertThat(
            browser
                .driver()
                .executeScript("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(20, 22, 26)");
  }

  @Test
  void theApiIsExplained() {
    browser.open(layer.port(), "api.html");
    await().until(() -> browser.has(".route"));
    assertThat(cells(".route h2")).contains("GET /v1/views/{view}/rows");
  }

  @Test
  void whatIsInQuarantineIsSaid() throws Exception {
    project.quarantine(
        new QuarantinedEvent(
            "orders", 0, 5, 0, "NOT_JSON", "no JSON", "{".getBytes(StandardCharsets.UTF_8)));
    page("#/");
    await().until(() -> browser.text(".notices").startsWith("1 event of orders in quarantine."));
    browser.find(".notices button").click();
    await().until(() -> cells(".result tbody td").contains("NOT_JSON"));
  }
}

package dev.braid.serving.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.project.CompiledProject;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that remembers what its page complained of and whom it asked. */
final class Chromium implements AutoCloseable {
  private static final Pattern REMOTE = Pattern.compile("(https?|wss?):.*");

  private final ChromeDriver driver;
  private final List<String> hosts = new ArrayList<>();

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Why there is none on this machine; empty if there is. */
  static Optional<String> missing() {
    return Stream.of("chromium", "chromedriver")
        .filter(program -> program(program).isEmpty())
        .findFirst()
        .map(program -> "no " + program + " here (Debian: chromium and chromium-driver)");
  }

  private static Optional<File> program(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .findFirst();
  }

  /**
   * @param profile its folder, not there yet
   */
  static Chromium start(Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium").orElseThrow());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver").orElseThrow())
            .usingAnyFreePort()
            .build();
    return new Chromium(new ChromeDriver(service, options));
  }

  ChromeDriver driver() {
    return driver;
  }

  void open(int port, String path) {
    driver.get("http://127.0.0.1:" + port + "/" + path);
  }

  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 760, "deviceScaleFactor", 1, "mobile", pixels < 700));
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  /** What the element shows; empty while there is none. */
  String text(String css) {
    Object text =
        driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", css);
    return String.valueOf(text);
  }

  /** What the console of the page has been told since it was last asked. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      complaints.add(entry.getMessage());
    }
    return complaints;
  }

  /** Every host that a request has gone to. */
  List<String> hosts() throws JsonProcessingException {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = CompiledProject.json().readTree(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        String url = message.path("params").path("request").path("url").asText();
        if (REMOTE.matcher(url).matches()) {
          hosts.add(URI.create(url).getAuthority());
        }
      }
    }
    return hosts.stream().distinct().toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}

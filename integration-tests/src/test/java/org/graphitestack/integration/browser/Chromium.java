// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// Debian's headless Chromium, driven by Debian's chromedriver. Owned by one test class.
final class Chromium implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path SCREENSHOTS = Path.of("target", "page");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /// @param profile empty folder for the browser's own files
  static Chromium open(Path profile) {
    var options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    var logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    System.setProperty(ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, "/usr/bin/chromedriver");
    var driver = new ChromeDriver(options);
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return new Chromium(driver);
  }

  /// Opens an address in a window of this size, in the light or dark theme.
  void open(URI address, int width, int height, boolean dark) {
    look(width, height, dark);
    driver.get(address.toString());
  }

  /// Gives the window another size or theme; the page stays.
  void look(int width, int height, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void open(URI address) {
    open(address, 1280, 800, false);
  }

  /// Forgets who is logged in.
  void forgetCookies() {
    driver.manage().deleteAllCookies();
  }

  /// Forgets every file it has kept of former visits.
  void forgetFiles() {
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
  }

  /// Waits until a promise becomes true.
  void awaitAsync(String promise) {
    waitingFor(promise).until(_ -> Boolean.TRUE.equals(runAsync(promise + ".then(arguments[0])")));
  }

  /// Waits until an element is visible.
  WebElement await(String selector) {
    return Objects.requireNonNull(waitingFor(selector).until(_ -> visible(selector)));
  }

  /// Waits until the address holds a text.
  void awaitAddress(String part) {
    waitingFor("an address with " + part).until(_ -> address().contains(part));
  }

  /// Waits until a script's expression is true.
  void awaitTrue(String expression) {
    waitingFor(expression)
        .until(_ -> Boolean.TRUE.equals(run("return Boolean(" + expression + ")")));
  }

  /// Waits until an element can be clicked, and clicks it.
  void click(String selector) {
    waitingFor(selector)
        .ignoring(ElementNotInteractableException.class)
        .until(
            _ -> {
              var element = visible(selector);
              if (element != null) {
                element.click();
              }
              return element != null;
            });
  }

  private @Nullable WebElement visible(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .filter(WebElement::isDisplayed)
        .findFirst()
        .orElse(null);
  }

  private WebDriverWait waitingFor(String what) {
    var wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
    wait.withMessage(what);
    wait.ignoring(StaleElementReferenceException.class);
    return wait;
  }

  /// Types into what has the focus.
  void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /// Replaces the text of a field and presses Enter.
  void fill(String selector, String text) {
    var field = await(selector);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.ENTER);
  }

  int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  void back() {
    driver.navigate().back();
  }

  /// Presses the mouse on an element, draws it to the right and lets go; offsets from its centre.
  void drag(String selector, int from, int to) {
    var element = await(selector);
    new Actions(driver)
        .moveToElement(element, from, 0)
        .clickAndHold()
        .moveToElement(element, (from + to) / 2, 0)
        .moveToElement(element, to, 0)
        .release()
        .perform();
  }

  /// Draws an element onto another and lets go after a while.
  ///
  /// @param part of the other's width, from its centre
  void dragOnto(String selector, String other, double part, long holdMillis) {
    var target = await(other);
    var offset = (int) (target.getSize().getWidth() * part);
    new Actions(driver)
        .moveToElement(await(selector))
        .clickAndHold()
        .moveToElement(target, offset, 10)
        .pause(Duration.ofMillis(holdMillis))
        .moveToElement(target, offset, 12)
        .release()
        .perform();
  }

  /// Clicks with the other button of the mouse.
  void rightClick(String selector) {
    new Actions(driver).contextClick(await(selector)).perform();
  }

  /// Moves the mouse to the centre of an element.
  void hover(String selector) {
    hover(selector, 0);
  }

  /// Moves the mouse to a place in an element, so many pixels right of its centre.
  void hover(String selector, int right) {
    new Actions(driver).moveToElement(await(selector), right, 0).perform();
  }

  /// The answer of a script that calls its last argument when done.
  @Nullable Object runAsync(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  @Nullable Object run(String script) {
    return driver.executeScript(script);
  }

  /// The text in the clipboard.
  String clipboard() {
    driver.executeCdpCommand(
        "Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));
    return String.valueOf(runAsync("navigator.clipboard.readText().then(arguments[0])"));
  }

  /// What the browser complained of since it was asked last.
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /// Writes the window's picture to `target/page/<name>.png`.
  void photograph(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}

// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.graphitestack.web.dashboard.DashboardUi;
import org.graphitestack.web.dashboard.NamingScheme;
import org.jspecify.annotations.Nullable;

/// dashboard.conf of graphite-web, read again whenever it has changed; a file that cannot be
/// understood changes nothing. Thread-safe.
public final class DashboardConfFile {

  /// Its name in the conf folder.
  public static final String NAME = "dashboard.conf";

  private static final Logger LOG = System.getLogger(DashboardConfFile.class.getName());
  private static final String UI = "ui";
  private static final String SHORTCUTS = "keyboard-shortcuts";
  private static final String LABEL = ".label";

  private static final Set<String> UI_KEYS =
      Set.of(
          "default_graph_width",
          "default_graph_height",
          "automatic_variants",
          "refresh_interval",
          "autocomplete_delay",
          "merge_hover_delay",
          "theme");

  private static final Set<String> SHORTCUT_KEYS =
      Set.of(
          "toggle_toolbar",
          "toggle_metrics_panel",
          "erase_all_graphs",
          "save_dashboard",
          "completer_add_metrics",
          "completer_del_metrics",
          "give_completer_focus");

  private record Loaded(FileStamp stamp, DashboardUi ui) {}

  private final Path file;
  private @Nullable FileEntries held;
  private volatile Loaded loaded = new Loaded(new FileStamp(null, 0), DashboardUi.DEFAULT);

  private DashboardConfFile(Path file) {
    this.file = file;
  }

  /// The file of that path, which need not exist.
  public static DashboardConfFile at(Path file) {
    return new DashboardConfFile(file);
  }

  /// What the file says now.
  public DashboardUi ui() {
    var stamp = FileStamp.of(file);
    if (!stamp.equals(loaded.stamp())) {
      load(stamp);
    }
    return loaded.ui();
  }

  /// Says what has changed since it was read before, under the lock.
  private void tellChanges() {
    var now = FileEntries.of(file);
    if (held != null) {
      held.tellChangesTo(now, file, LOG);
    }
    held = now;
  }

  private synchronized void load(FileStamp stamp) {
    if (stamp.equals(loaded.stamp())) {
      return;
    }
    var ui = loaded.ui();
    try {
      if (stamp.time() == null) {
        ui = DashboardUi.DEFAULT;
      } else {
        var notes = new ArrayList<String>();
        ui = read(file, notes);
        notes.forEach(note -> LOG.log(Level.WARNING, note));
        LOG.log(Level.INFO, "settings of dashboards read: " + file);
      }
      tellChanges();
    } catch (IOException | InvalidConfigException failure) {
      LOG.log(Level.ERROR, "the settings of dashboards in force stay: " + failure.getMessage());
    }
    loaded = new Loaded(stamp, ui);
  }

  /// Reads a file.
  ///
  /// @param notes gets a line for each key that nobody knows
  /// @throws InvalidConfigException naming file, line, what was found and what was expected
  static DashboardUi read(Path file, List<String> notes)
      throws IOException, InvalidConfigException {
    var ini = PythonIni.parse(file.toString(), Files.readString(file));
    var settings = settings(ini, UI, UI_KEYS, notes);
    var unsaid = DashboardUi.DEFAULT;
    var theme = settings.text("theme").orElse("");
    return new DashboardUi(
        settings.wholeNumber("default_graph_width", 1).orElse(unsaid.width()),
        settings.wholeNumber("default_graph_height", 1).orElse(unsaid.height()),
        settings.flag("automatic_variants").orElse(unsaid.automaticVariants()),
        settings.seconds("refresh_interval").orElse(unsaid.refresh()),
        millis(settings, "autocomplete_delay", unsaid.autocompleteDelay()),
        millis(settings, "merge_hover_delay", unsaid.mergeDelay()),
        theme.equals("default") ? "" : theme,
        shortcuts(settings(ini, SHORTCUTS, SHORTCUT_KEYS, notes)),
        schemes(ini));
  }

  private static CarbonSettings settings(
      PythonIni ini, String section, Set<String> known, List<String> notes)
      throws InvalidConfigException {
    var byKey = new TreeMap<String, Setting>();
    if (ini.sections().contains(section)) {
      for (var setting : ini.settings(section)) {
        byKey.put(setting.key(), setting);
        if (!known.contains(setting.key())) {
          notes.add(setting.place() + ": " + setting.key() + " is no key of [" + section + "]");
        }
      }
    }
    return new CarbonSettings(byKey, List.of());
  }

  private static Duration millis(CarbonSettings settings, String key, Duration unsaid)
      throws InvalidConfigException {
    var millis = settings.wholeNumber(key, 0);
    return millis.isPresent() ? Duration.ofMillis(millis.getAsInt()) : unsaid;
  }

  private static Map<String, String> shortcuts(CarbonSettings settings) {
    var shortcuts = new TreeMap<String, String>();
    for (var setting : settings.byKey().values()) {
      if (SHORTCUT_KEYS.contains(setting.key()) && !setting.value().isEmpty()) {
        shortcuts.put(setting.key(), setting.value().toLowerCase(Locale.ROOT));
      }
    }
    return shortcuts;
  }

  private static List<NamingScheme> schemes(PythonIni ini) throws InvalidConfigException {
    var schemes = new ArrayList<NamingScheme>();
    for (var section : ini.sections()) {
      if (section.equals(UI) || section.equals(SHORTCUTS)) {
        continue;
      }
      var scheme = ini.find(section, "scheme");
      if (scheme.isEmpty()) {
        throw new InvalidConfigException(
            ini.source(),
            "section [" + section + "] without a scheme",
            "scheme = a.path.with.<fields>");
      }
      var labels = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      for (var setting : ini.settings(section)) {
        if (setting.key().endsWith(LABEL)) {
          var field = setting.key().substring(0, setting.key().length() - LABEL.length());
          labels.put(field, setting.value());
        }
      }
      try {
        schemes.add(NamingScheme.of(section, scheme.get().value(), labels));
      } catch (IllegalArgumentException wrong) {
        throw new InvalidConfigException(scheme.get().place(), String.valueOf(wrong.getMessage()));
      }
    }
    return schemes;
  }
}

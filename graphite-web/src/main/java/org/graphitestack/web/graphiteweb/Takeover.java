// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graphiteweb;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.web.bookmark.SavedGraphStore;
import org.graphitestack.web.bookmark.ShortLink;
import org.graphitestack.web.bookmark.ShortLinkStore;
import org.graphitestack.web.dashboard.DashboardKind;
import org.graphitestack.web.dashboard.DashboardName;
import org.graphitestack.web.dashboard.DashboardStore;
import org.graphitestack.web.format.JsonText;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.state.StateStore;
import org.jspecify.annotations.Nullable;

/// Brings dashboards and what belongs to them into the state, and writes them to files. What is
/// there under the same name stays unless it shall be overwritten. Doing it twice changes nothing
/// more.
public final class Takeover {

  private static final String JSON = ".json";
  private static final String TEMPLATES = "templates";

  private final DashboardStore dashboards;
  private final SavedGraphStore graphs;
  private final ShortLinkStore links;
  private final boolean overwriting;
  private final List<String> notes = new ArrayList<>();
  private int taken;
  private int left;

  /// @param overwriting whether what is there under the same name is replaced
  public Takeover(StateStore state, boolean overwriting) {
    this.dashboards = new DashboardStore(state);
    this.graphs = new SavedGraphStore(state);
    this.links = new ShortLinkStore(state);
    this.overwriting = overwriting;
  }

  /// Takes everything a graphite-web has kept.
  ///
  /// @return what was done, a line for each kind and for each thing that could not be taken as it
  ///   is
  /// @throws org.graphitestack.web.state.StateException if one of the databases cannot be used
  public List<String> from(GraphiteWebDatabase database) {
    notes.clear();
    database.dashboards().forEach(named -> take(DashboardKind.DASHBOARD, named));
    tell("dashboards");
    database.templates().forEach(named -> take(DashboardKind.TEMPLATE, named));
    tell("templates");
    for (var graph : database.graphs()) {
      if (overwriting || graphs.get(graph.owner(), graph.name()).isEmpty()) {
        graphs.save(graph);
        taken++;
      } else {
        left++;
      }
    }
    tell("saved graphs");
    database.links().forEach(this::take);
    links.numberOn();
    tell("short links");
    return List.copyOf(notes);
  }

  private void take(DashboardKind kind, GraphiteWebDatabase.Named named) {
    try {
      take(kind, named.name(), JsonText.object(named.state()));
    } catch (IllegalArgumentException broken) {
      notes.add(kind.word() + " " + named.name() + ": its state " + broken.getMessage());
      left++;
    }
  }

  private void take(DashboardKind kind, String text, Map<String, @Nullable Object> state) {
    var name = DashboardName.mended(text);
    if (!name.text().equals(text)) {
      notes.add(kind.word() + " " + text + ": is now " + name);
    }
    var former = dashboards.load(kind, name);
    if (former.isPresent() && !overwriting) {
      left++;
      return;
    }
    state.put("name", name.text());
    dashboards.save(kind, name, PythonJson.compact().text(state));
    taken++;
  }

  private void take(GraphiteWebDatabase.Numbered numbered) {
    try {
      var link = new ShortLink(numbered.id(), ShortLink.kept(numbered.target()));
      if (links.adopt(link)) {
        taken++;
        return;
      }
      if (!links.get(link.id()).map(link::equals).orElse(false)) {
        notes.add("short link " + link.key() + ": its key or its address is taken");
      }
    } catch (IllegalArgumentException wrong) {
      notes.add("short link " + numbered.id() + ": " + wrong.getMessage());
    }
    left++;
  }

  private void tell(String what) {
    notes.add(
        taken + " " + what + " taken over" + (left == 0 ? "" : ", " + left + " left as they are"));
    taken = 0;
    left = 0;
  }

  /// Takes dashboards from JSON: a file, or all that end in `.json` of a folder; those of its
  /// folder `templates` are templates. A file holds a state, or an object with one as `state`; a
  /// state without a name has the file's.
  ///
  /// @return as [#from]
  /// @throws IOException if a file cannot be read or holds something else
  public List<String> fromJson(Path place) throws IOException {
    notes.clear();
    if (Files.isDirectory(place)) {
      fromFolder(DashboardKind.DASHBOARD, place);
      tell("dashboards");
      if (Files.isDirectory(place.resolve(TEMPLATES))) {
        fromFolder(DashboardKind.TEMPLATE, place.resolve(TEMPLATES));
        tell("templates");
      }
    } else {
      fromFile(DashboardKind.DASHBOARD, place);
      tell("dashboards");
    }
    return List.copyOf(notes);
  }

  private void fromFolder(DashboardKind kind, Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.getFileName().toString().endsWith(JSON)) {
          fromFile(kind, file);
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void fromFile(DashboardKind kind, Path file) throws IOException {
    Map<String, @Nullable Object> state;
    try {
      state = JsonText.object(Files.readAllBytes(file));
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + " " + wrong.getMessage(), wrong);
    }
    if (state.get("state") instanceof Map<?, ?> inner) {
      state = (Map<String, @Nullable Object>) inner;
    }
    if (!(state.get("graphs") instanceof List<?>)) {
      throw new IOException(file + ": no graphs (expected: the state of a dashboard)");
    }
    var fileName = file.getFileName().toString().replaceFirst("\\.json$", "");
    var name =
        Optional.ofNullable(state.get("name"))
            .map(String::valueOf)
            .filter(text -> !text.isBlank())
            .orElse(fileName);
    take(kind, name, state);
  }

  /// Writes every dashboard to a file of its own, templates to the folder `templates`; what
  /// [#fromJson] reads.
  ///
  /// @return what was done
  /// @throws IOException if a file cannot be written
  public List<String> toJson(Path folder) throws IOException {
    var done = new ArrayList<String>();
    for (var kind : DashboardKind.values()) {
      var names = dashboards.names(kind);
      var place = kind == DashboardKind.TEMPLATE ? folder.resolve(TEMPLATES) : folder;
      if (!names.isEmpty()) {
        Files.createDirectories(place);
      }
      for (var text : names) {
        var state = dashboards.load(kind, new DashboardName(text));
        if (state.isPresent()) {
          var json = PythonJson.pretty().text(named(text, state.get())) + "\n";
          Files.writeString(place.resolve(fileName(text)), json, StandardCharsets.UTF_8);
        }
      }
      done.add(names.size() + " " + kind.word() + "s written");
    }
    return done;
  }

  private static Map<String, @Nullable Object> named(String name, String text) {
    var state = JsonText.object(text);
    state.put("name", name);
    return state;
  }

  private static String fileName(String name) {
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return (encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded) + JSON;
  }
}

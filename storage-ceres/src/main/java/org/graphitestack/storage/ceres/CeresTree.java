// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.jspecify.annotations.Nullable;

/// A tree as Python's library and tools show it, for tools: the marked folder, its properties, its
/// nodes by name and by pattern. Nothing is remembered; not for the daemon that writes the tree.
public final class CeresTree {

  private static final String MARK = ".ceres-tree";

  private final Path root;
  private final int maxGap;
  private final InstantSource clock;

  private CeresTree(Path root, int maxGap, InstantSource clock) {
    this.root = root.toAbsolutePath().normalize();
    this.maxGap = maxGap;
    this.clock = clock;
  }

  /// Whether a folder is marked as a tree.
  public static boolean isTree(Path folder) {
    return Files.isDirectory(folder.resolve(MARK));
  }

  /// Marks a folder, which is made if it is missing, and sets properties.
  public static void create(Path root, Map<String, String> properties) throws IOException {
    var mark = root.resolve(MARK);
    for (var name : properties.keySet()) {
      if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0) {
        throw new IllegalArgumentException(
            "property: '" + name + "' (expected: the name of a file, without a leading dot)");
      }
    }
    if (!Files.isDirectory(mark)) {
      Files.createDirectories(mark);
    }
    for (var property : properties.entrySet()) {
      Files.writeString(
          mark.resolve(property.getKey()), property.getValue(), StandardCharsets.UTF_8);
    }
  }

  /// A tree, marked or not.
  ///
  /// @throws NotDirectoryException if there is no such folder
  public static CeresTree open(Path root, InstantSource clock) throws NotDirectoryException {
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(root.toString());
    }
    return new CeresTree(root, CeresOptions.DEFAULT_MAX_SLICE_GAP, clock);
  }

  /// The tree that a folder is in: the nearest marked one above it, or itself.
  ///
  /// @throws NoSuchFileException if there is none
  public static CeresTree containing(Path folder, InstantSource clock) throws IOException {
    for (var at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (isTree(at)) {
        return open(at, clock);
      }
    }
    throw new NoSuchFileException(
        folder.toString(), null, "in no tree (expected: " + MARK + " above)");
  }

  public Path root() {
    return root;
  }

  /// The tree's properties by name.
  public Map<String, String> properties() throws IOException {
    var properties = new TreeMap<String, String>();
    var mark = root.resolve(MARK);
    if (Files.isDirectory(mark)) {
      for (var file : children(mark)) {
        if (Files.isRegularFile(file)) {
          properties.put(nameOf(file), Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    return properties;
  }

  /// The name of a folder in this tree.
  public String nameAt(Path folder) {
    var relative = root.relativize(folder.toAbsolutePath().normalize());
    return relative.toString().replace('/', '.');
  }

  /// Where a name stands, node or not.
  public Path folder(MetricPath path) throws IOException {
    return new NodeFolders(root).folder(path, NodeFolders.storedName(path));
  }

  /// A node by its name.
  ///
  /// @throws NoSuchFileException if there is none
  public CeresNode node(MetricPath path) throws IOException {
    var folder = folder(path);
    if (!isNode(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "no node");
    }
    return at(folder);
  }

  /// Makes a node.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is one
  public CeresNode createNode(MetricPath path, NodeMetadata metadata) throws IOException {
    var folder = folder(path);
    MetadataFile.create(folder, metadata, false);
    return at(folder);
  }

  /// Makes a node that holds points from the beginning: they are written before the folder becomes
  /// a node, so that a node that is there is whole.
  ///
  /// @param points by step; times ascending, each a multiple of its step
  /// @throws java.nio.file.FileAlreadyExistsException if there is one
  public CeresNode createNode(
      MetricPath path, NodeMetadata metadata, Map<Integer, PointBatch> points) throws IOException {
    var folder = folder(path);
    if (isNode(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    Files.createDirectories(folder);
    var node = at(folder);
    for (var entry : points.entrySet()) {
      var batch = entry.getValue();
      var times = new long[batch.size()];
      var values = new double[batch.size()];
      for (var i = 0; i < times.length; i++) {
        times[i] = batch.timestamp(i);
        values[i] = batch.value(i);
      }
      var _ = node.write(StepPoints.ofAscending(times, values, entry.getKey()));
    }
    MetadataFile.create(folder, metadata, false);
    return node;
  }

  /// The node of a folder.
  ///
  /// @throws NoSuchFileException if it is none
  public static CeresNode nodeAt(Path folder, InstantSource clock) throws NoSuchFileException {
    if (!isNode(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "no node");
    }
    return new CeresNode(
        folder, CeresOptions.DEFAULT_MAX_SLICE_GAP, SliceCaching.NONE, null, clock);
  }

  private CeresNode at(Path folder) {
    return new CeresNode(folder, maxGap, SliceCaching.NONE, null, clock);
  }

  private static boolean isNode(Path folder) {
    return Files.isRegularFile(MetadataFile.of(folder));
  }

  /// The names of nodes that match a shell pattern, each part of it one level of the tree; sorted.
  ///
  /// @param from only nodes that may have something after it; null: no matter
  /// @param until only nodes that may have something before it; null: no matter
  public List<String> find(String pattern, @Nullable Long from, @Nullable Long until)
      throws IOException {
    var folders = List.of(root);
    for (var part : pattern.split("\\.", -1)) {
      var next = new ArrayList<Path>();
      for (var folder : folders) {
        matching(folder, part, next);
      }
      folders = next;
    }
    var names = new TreeSet<String>();
    for (var folder : folders) {
      if (isNode(folder)
          && ((from == null && until == null)
              || at(folder)
                  .hasDataForInterval(
                      from == null ? Long.MIN_VALUE : from,
                      until == null ? Long.MAX_VALUE : until))) {
        names.add(nameAt(folder));
      }
    }
    return List.copyOf(names);
  }

  private static void matching(Path folder, String part, List<Path> found) throws IOException {
    if (part.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
      if (Files.isDirectory(folder.resolve(part)) && !part.startsWith(".") && !part.isEmpty()) {
        found.add(folder.resolve(part));
      }
      return;
    }
    var glob = part.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    for (var child : children(folder)) {
      var name = child.getFileName();
      if (name != null
          && !name.toString().startsWith(".")
          && matcher.matches(name)
          && Files.isDirectory(child)) {
        found.add(child);
      }
    }
  }

  /// The names of all nodes, sorted.
  public List<String> walk() throws IOException {
    var names = new TreeSet<String>();
    walk(root, names);
    return List.copyOf(names);
  }

  private void walk(Path folder, Set<String> names) throws IOException {
    for (var child : children(folder)) {
      var name = nameOf(child);
      if (name.indexOf('.') < 0 && Files.isDirectory(child)) {
        if (isNode(child)) {
          names.add(nameAt(child));
        }
        walk(child, names);
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    var children = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(folder)) {
      entries.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return children;
  }

  private static String nameOf(Path file) {
    var name = file.getFileName();
    return name == null ? "" : name.toString();
  }
}

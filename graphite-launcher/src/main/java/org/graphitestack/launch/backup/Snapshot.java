// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.jspecify.annotations.Nullable;

/// Takes a snapshot, in this order:
///
/// 1. logs (journal, spools): cursors, then each segment's index, then the segment; anew if the
///    writer deletes one meanwhile. What an index tells of is in the segment copied after it.
/// 2. the web's state, by SQLite's own means
/// 3. all other files
///
/// A point that was accepted before the first step is, when the journal is copied, in the journal
/// or stored already; what is stored is copied later. So all of them are in the snapshot.
///
/// A file is linked to its copy in an earlier snapshot, not copied, if its size and time are the
/// same and the time was long past then: the kernel changes the time of a mapped file with the
/// first write after it was written back only, so a younger time says nothing. Used by one thread.
final class Snapshot {

  private static final Duration SETTLED = Duration.ofMinutes(10);
  private static final int LOG_ATTEMPTS = 20;

  private final Places places;
  private final Path target;
  private final Optional<Earlier> earlier;
  private final InstantSource clock;
  private final int threads;
  private final ConcurrentLinkedQueue<SavedFile> saved = new ConcurrentLinkedQueue<>();
  private final AtomicLong copiedBytes = new AtomicLong();
  private final AtomicInteger linked = new AtomicInteger();
  private final Set<Path> logFolders = new HashSet<>();

  /// A snapshot taken before, to link to.
  record Earlier(Path folder, Manifest manifest) {}

  /// @param files in the snapshot
  /// @param linked those of them that were not copied
  /// @param bytes copied
  record Taken(Manifest manifest, int files, int linked, long bytes) {}

  /// One file to be saved.
  private record Source(Path file, String place, BasicFileAttributes attributes) {}

  /// @param target a new folder
  Snapshot(
      Places places, Path target, Optional<Earlier> earlier, InstantSource clock, int threads) {
    this.places = places;
    this.target = target;
    this.earlier = earlier;
    this.clock = clock;
    this.threads = threads;
  }

  Taken take() throws IOException {
    Files.createDirectories(target);
    var begun = clock.instant();
    var files = new ArrayList<Source>();
    var logs = new ArrayList<Source>();
    for (var folder : places.folders().entrySet()) {
      if (Files.isDirectory(folder.getValue())) {
        logs.addAll(logsIn(folder.getValue(), folder.getKey()));
      }
    }
    for (var log : logs) {
      copyLog(log);
      logFolders.add(log.file());
    }
    copyState();
    for (var folder : places.folders().entrySet()) {
      if (Files.isDirectory(folder.getValue())) {
        list(folder.getValue(), folder.getKey(), files);
      }
    }
    save(files);
    var byPlace = new TreeMap<String, SavedFile>();
    saved.forEach(file -> byPlace.put(file.place(), file));
    var manifest = new Manifest(begun, byPlace);
    manifest.write(target);
    return new Taken(manifest, byPlace.size(), linked.get(), copiedBytes.get());
  }

  /// The folders of segment logs.
  private static List<Source> logsIn(Path root, String name) throws IOException {
    var logs = new ArrayList<Source>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (isTree(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (isLog(folder)) {
              logs.add(new Source(folder, place(root, name, folder), attributes));
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    return logs;
  }

  /// A tree of series has no logs in it, but maybe a million folders.
  private static boolean isTree(Path folder) {
    return Files.exists(folder.resolve(".writers.lock"))
        || Files.exists(folder.resolve(".ceres-tree"));
  }

  private static boolean isLog(Path folder) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, "*.{segment,index,cursor}")) {
      return found.iterator().hasNext();
    }
  }

  private void copyLog(Source log) throws IOException {
    for (var attempt = 0; attempt < LOG_ATTEMPTS; attempt++) {
      var before = saved.size();
      try {
        copyLogOnce(log);
        return;
      } catch (NoSuchFileException _) {
        // done with and deleted meanwhile: what was in it is stored
        var kept = new ArrayList<>(saved).subList(0, before);
        saved.clear();
        saved.addAll(kept);
        delete(target.resolve(log.place()));
      }
    }
    throw new IOException(
        log.file() + ": segments were deleted during each of " + LOG_ATTEMPTS + " copies");
  }

  private void copyLogOnce(Source log) throws IOException {
    var copy = new StableCopy();
    var names = new TreeSet<>(LogOrder.ORDER);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(log.file())) {
      for (var file : found) {
        var name = file.getFileName();
        if (name != null && LogOrder.isPart(name.toString())) {
          names.add(name.toString());
        }
      }
    }
    for (var name : names) {
      var file = log.file().resolve(name);
      save(
          new Source(
              file,
              log.place() + "/" + name,
              Files.readAttributes(file, BasicFileAttributes.class)),
          copy);
    }
    for (var name : names) {
      // a segment deleted after it was copied leaves no gap; its index alone would
      if (!Files.exists(log.file().resolve(name))) {
        throw new NoSuchFileException(name);
      }
    }
  }

  private void copyState() throws IOException {
    var state = places.state();
    if (!Files.exists(state)) {
      return;
    }
    var place = "home/" + places.home().relativize(state).toString();
    var copied = target.resolve(place);
    Files.createDirectories(parent(copied));
    try (var store = StateStore.at(StateAddress.of(state))) {
      store.backUp(copied);
    }
    var size = Files.size(copied);
    saved.add(
        new SavedFile(
            place,
            size,
            Files.getLastModifiedTime(state).toMillis(),
            new StableCopy().checksum(copied, size)));
    copiedBytes.addAndGet(size);
  }

  private void list(Path root, String name, List<Source> files) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.startsWith(target.toAbsolutePath()) || logFolders.contains(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isWorthIt(file)) {
              files.add(new Source(file, place(root, name, file), attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  /// Locks, process ids, and the state, which was copied, are not.
  private boolean isWorthIt(Path file) {
    var name = String.valueOf(file.getFileName());
    return !name.endsWith(".lock")
        && !name.endsWith(".pid")
        && !file.toString().startsWith(places.state().toString());
  }

  private void save(List<Source> files) throws IOException {
    var next = new AtomicInteger();
    var failures = new ConcurrentLinkedQueue<IOException>();
    var workers = new ArrayList<Thread>();
    for (var i = 0; i < threads; i++) {
      workers.add(
          Thread.ofPlatform()
              .name("backup-" + i)
              .start(
                  () -> {
                    var copy = new StableCopy();
                    for (var at = next.getAndIncrement();
                        at < files.size() && failures.isEmpty();
                        at = next.getAndIncrement()) {
                      try {
                        save(files.get(at), copy);
                      } catch (NoSuchFileException _) {
                        // removed meanwhile
                      } catch (IOException e) {
                        failures.add(e);
                      } catch (UncheckedIOException e) {
                        failures.add(e.getCause());
                      }
                    }
                  }));
    }
    for (var worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the backup was interrupted", e);
      }
    }
    var failure = failures.peek();
    if (failure != null) {
      throw failure;
    }
  }

  private void save(Source source, StableCopy copy) throws IOException {
    var copied = target.resolve(source.place());
    Files.createDirectories(parent(copied));
    var known = unchanged(source);
    if (known != null && link(source.place(), copied)) {
      saved.add(known);
      linked.incrementAndGet();
      return;
    }
    try {
      var made = copy.copy(source.file(), copied);
      saved.add(new SavedFile(source.place(), made.size(), made.modified(), made.checksum()));
      copiedBytes.addAndGet(made.size());
    } catch (NoSuchFileException e) {
      Files.deleteIfExists(copied);
      throw e;
    }
  }

  private @Nullable SavedFile unchanged(Source source) {
    if (earlier.isEmpty()) {
      return null;
    }
    var manifest = earlier.get().manifest();
    var known = manifest.files().get(source.place());
    return known != null
            && known.size() == source.attributes().size()
            && known.modified() == source.attributes().lastModifiedTime().toMillis()
            && known.modified() < manifest.begun().minus(SETTLED).toEpochMilli()
        ? known
        : null;
  }

  /// Whether the copy of before could be linked to: not on every file system it can.
  private boolean link(String place, Path copied) {
    try {
      Files.createLink(copied, earlier.orElseThrow().folder().resolve(place));
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  private static String place(Path root, String name, Path file) {
    var below = root.relativize(file).toString();
    return below.isEmpty() ? name : name + "/" + below;
  }

  private static Path parent(Path file) {
    var parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  /// Deletes a folder with all that is in it.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    var paths = new HashSet<Path>();
    try (var found = Files.walk(folder)) {
      found.forEach(paths::add);
    }
    for (var path : paths.stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }
}

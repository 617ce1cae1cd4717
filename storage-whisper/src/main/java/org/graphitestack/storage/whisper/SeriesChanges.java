// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.NoSuchSeriesException;
import org.jspecify.annotations.Nullable;

/// Changes whole series so that each change can be undone: delete, rename, merge, and conversion to
/// another layout. Readers and writers of this engine see a series before or after a change, never
/// between: changes are made under its write lock, by renaming a finished file. Killed at any
/// moment, a change is made or not made. Thread-safe.
public final class SeriesChanges {

  private final SeriesAccess access;
  private final WhisperAdmin admin;
  private final AtomicLong count = new AtomicLong();

  SeriesChanges(SeriesAccess access, WhisperAdmin admin) {
    this.access = access;
    this.admin = admin;
  }

  /// The file where a series is, or would be.
  public Path file(MetricPath path) throws IOException {
    return access.file(path, SeriesNames.storedName(path));
  }

  /// Something done under the locks of series.
  private interface Guarded<T> {
    T run() throws IOException;
  }

  private <T> T alone(MetricPath one, MetricPath other, Guarded<T> change) throws IOException {
    var oneName = SeriesNames.storedName(one);
    var otherName = SeriesNames.storedName(other);
    access.locks().lockBoth(oneName, otherName);
    try {
      access.forget(oneName);
      access.forget(otherName);
      return change.run();
    } finally {
      access.locks().unlockBoth(oneName, otherName);
    }
  }

  /// The header of a series.
  ///
  /// @throws NoSuchSeriesException if there is no such series
  /// @throws org.graphitestack.storage.CorruptSeriesException if it makes no sense
  public WhisperHeader header(MetricPath path) throws IOException {
    return access
        .read(path, (file, _) -> file.header())
        .orElseThrow(() -> new NoSuchSeriesException(path, "no file of that name"));
  }

  /// Moves a series into the trash.
  ///
  /// @throws NoSuchSeriesException if there is no such series
  public void delete(MetricPath path, Trash.Batch batch) throws IOException {
    var file = file(path);
    alone(
        path,
        path,
        () -> {
          mustExist(path, file);
          batch.record("delete", path.text());
          return Files.move(file, batch.roomFor(file), StandardCopyOption.ATOMIC_MOVE);
        });
    admin.removeEmptyFoldersAbove(file);
  }

  /// Gives a series another name.
  ///
  /// @throws NoSuchSeriesException if there is no such series
  /// @throws FileAlreadyExistsException if there is one of the new name
  public void rename(MetricPath from, MetricPath to, Trash.Batch batch) throws IOException {
    var source = file(from);
    var target = file(to);
    alone(
        from,
        to,
        () -> {
          mustExist(from, source);
          if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
          }
          batch.record("rename", from.text(), to.text());
          WhisperAdmin.createFoldersAbove(target);
          return Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        });
    admin.removeEmptyFoldersAbove(source);
  }

  /// Puts the points of one series into the holes of another, and the first into the trash.
  ///
  /// @param now epoch seconds
  /// @throws NoSuchSeriesException if one of them is not there
  public void merge(MetricPath from, MetricPath into, Trash.Batch batch, long now)
      throws IOException {
    var source = file(from);
    var target = file(into);
    if (source.equals(target)) {
      throw new IllegalArgumentException("merge: " + from + " into itself (expected: another)");
    }
    alone(
        from,
        into,
        () -> {
          mustExist(from, source);
          mustExist(into, target);
          var merged = temporaryBeside(target);
          var converted = temporaryBeside(target);
          try {
            Files.copy(target, merged);
            fillFrom(source, merged, converted, now);
            batch.record("merge", from.text(), into.text());
            replace(target, merged, batch);
            return Files.move(source, batch.roomFor(source), StandardCopyOption.ATOMIC_MOVE);
          } finally {
            Files.deleteIfExists(merged);
            Files.deleteIfExists(converted);
          }
        });
    admin.removeEmptyFoldersAbove(source);
  }

  private static void fillFrom(Path source, Path target, Path converted, long now)
      throws IOException {
    try (var from = WhisperFile.openForReading(source);
        var into = WhisperFile.open(target)) {
      if (from.header().archives().equals(into.header().archives())) {
        fillHoles(from, into, now);
        return;
      }
      WhisperFile.create(converted, into.header().layout(target.toString()), FileAllocation.SPARSE);
      try (var between = WhisperFile.open(converted)) {
        LayoutConversion.write(LayoutConversion.kept(from, now), between, now);
        fillHoles(between, into, now);
      }
    }
  }

  private static void fillHoles(WhisperFile from, WhisperFile into, long now) throws IOException {
    for (var archive : into.header().archives()) {
      var oldest = now - archive.retention();
      var offered = from.known(archive, oldest, now).points();
      var present = into.known(archive, oldest, now).points();
      into.writeInto(archive, without(offered, present));
      into.force();
    }
  }

  /// The points of which no timestamp is in the other batch; both ascending.
  private static PointBatch without(PointBatch points, PointBatch others) {
    var timestamps = new long[points.size()];
    var values = new double[points.size()];
    var size = 0;
    var other = 0;
    for (var i = 0; i < points.size(); i++) {
      while (other < others.size() && others.timestamp(other) < points.timestamp(i)) {
        other++;
      }
      if (other == others.size() || others.timestamp(other) != points.timestamp(i)) {
        timestamps[size] = points.timestamp(i);
        values[size++] = points.value(i);
      }
    }
    return PointBatch.wrap(timestamps, values, size);
  }

  /// Brings a series into a layout, with the result of `whisper-resize`.
  ///
  /// @param batch keeps the old file; null: it is gone
  /// @param allocation how the new file gets its space
  /// @param now epoch seconds
  /// @return whether it was in another layout
  /// @throws NoSuchSeriesException if there is no such series
  public boolean convert(
      MetricPath path,
      SeriesLayout layout,
      Trash.@Nullable Batch batch,
      FileAllocation allocation,
      long now)
      throws IOException {
    var file = file(path);
    return alone(
        path,
        path,
        () -> {
          mustExist(path, file);
          var temporary = temporaryBeside(file);
          try (var old = WhisperFile.openForReading(file)) {
            if (!LayoutDeviation.between(old.header(), layout).isPresent()) {
              return false;
            }
            WhisperFile.create(temporary, layout, allocation);
            try (var converted = WhisperFile.open(temporary)) {
              LayoutConversion.write(LayoutConversion.kept(old, now), converted, now);
              converted.force();
            }
            SameOwner.give(file, temporary);
            if (batch != null) {
              batch.record("convert", path.text());
            }
            replace(file, temporary, batch);
            return true;
          } finally {
            Files.deleteIfExists(temporary);
          }
        });
  }

  /// What a look at a series found and did.
  public enum Scrubbed {
    /// Nothing was wrong.
    SOUND,
    /// It was mended.
    MENDED,
    /// It could not be mended and went into the trash: the next point begins it anew.
    SET_ASIDE
  }

  /// Looks for damage and mends it; what cannot be mended is moved into the trash.
  ///
  /// @param batch asked for if something is wrong; keeps the file as it was
  /// @param report told what was wrong
  /// @throws NoSuchSeriesException if there is no such series
  public Scrubbed scrub(MetricPath path, BatchSource batch, Consumer<List<FileCheck.Damage>> report)
      throws IOException {
    var file = file(path);
    if (FileCheck.look(checkedExists(path, file)).isEmpty()) {
      return Scrubbed.SOUND;
    }
    return alone(
        path,
        path,
        () -> {
          mustExist(path, file);
          var damages = FileCheck.look(file);
          if (damages.isEmpty()) {
            return Scrubbed.SOUND;
          }
          report.accept(damages);
          var kept = batch.batch();
          var temporary = temporaryBeside(file);
          try {
            Files.copy(file, temporary);
            var mended = FileCheck.repair(temporary);
            kept.record(mended ? "convert" : "delete", path.text());
            if (!mended) {
              Files.move(file, kept.roomFor(file), StandardCopyOption.ATOMIC_MOVE);
              return Scrubbed.SET_ASIDE;
            }
            SameOwner.give(file, temporary);
            replace(file, temporary, kept);
            return Scrubbed.MENDED;
          } finally {
            Files.deleteIfExists(temporary);
          }
        });
  }

  /// Begins a batch when it is first needed.
  public interface BatchSource {
    Trash.Batch batch() throws IOException;
  }

  private static Path checkedExists(MetricPath path, Path file) throws NoSuchSeriesException {
    mustExist(path, file);
    return file;
  }

  /// Undoes a batch, latest change first, and removes it. Points written since stay.
  ///
  /// @param now epoch seconds
  /// @param changed told of each series that is there again, or is not any more
  /// @return how many changes were undone
  public int undo(Trash.Batch batch, long now, Changed changed) throws IOException {
    var undone = 0;
    for (var change : batch.changes().reversed()) {
      undone += undo(change, batch, now, changed) ? 1 : 0;
    }
    batch.delete();
    return undone;
  }

  /// Told what became of names.
  public interface Changed {

    void came(MetricPath path);

    void went(MetricPath path);
  }

  private boolean undo(Trash.Change change, Trash.Batch batch, long now, Changed changed)
      throws IOException {
    var paths = change.paths().stream().map(MetricPath::new).toList();
    var since = batch.begun().getEpochSecond();
    var first = paths.getFirst();
    return switch (change.kind()) {
      case "delete" -> restore(first, batch.placeOf(file(first)), 0, now, changed);
      case "convert" -> restore(first, batch.placeOf(file(first)), since, now, changed);
      case "rename" -> undoRename(first, paths.get(1), now, changed);
      case "merge" -> {
        var restored = restore(first, batch.placeOf(file(first)), 0, now, changed);
        yield restore(paths.get(1), batch.placeOf(file(paths.get(1))), since, now, changed)
            || restored;
      }
      default ->
          throw new IOException(
              "batch "
                  + batch.id()
                  + ": change '"
                  + change.kind()
                  + "' (expected: delete, convert, rename or merge)");
    };
  }

  private boolean undoRename(MetricPath from, MetricPath to, long now, Changed changed)
      throws IOException {
    var moved = file(to);
    var restored = restore(from, moved, 0, now, changed);
    if (restored) {
      admin.removeEmptyFoldersAbove(moved);
      changed.went(to);
    }
    return restored;
  }

  /// Puts a file back to where a series was; points that came there since some time stay.
  private boolean restore(MetricPath path, Path kept, long since, long now, Changed changed)
      throws IOException {
    var target = file(path);
    var restored =
        alone(
            path,
            path,
            () -> {
              if (Files.notExists(kept)) {
                return false;
              }
              if (Files.exists(target)) {
                keepNewPoints(target, kept, since, now);
              }
              WhisperAdmin.createFoldersAbove(target);
              Files.move(kept, target, StandardCopyOption.ATOMIC_MOVE);
              return true;
            });
    if (restored) {
      changed.came(path);
    }
    return restored;
  }

  private static void keepNewPoints(Path newer, Path older, long since, long now)
      throws IOException {
    try (var from = WhisperFile.openForReading(newer);
        var into = WhisperFile.open(older)) {
      for (var stretch : LayoutConversion.kept(from, now)) {
        into.updateMany(notBefore(stretch.points(), since), now);
      }
      into.force();
    }
  }

  private static PointBatch notBefore(PointBatch points, long since) {
    var timestamps = new long[points.size()];
    var values = new double[points.size()];
    var size = 0;
    for (var i = 0; i < points.size(); i++) {
      if (points.timestamp(i) >= since) {
        timestamps[size] = points.timestamp(i);
        values[size++] = points.value(i);
      }
    }
    return PointBatch.wrap(timestamps, values, size);
  }

  /// There is a file of that name at every moment.
  private static void replace(Path file, Path replacement, Trash.@Nullable Batch batch)
      throws IOException {
    if (batch != null) {
      Files.createLink(batch.roomFor(file), file);
    }
    Files.move(replacement, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Hidden from finders, and removed by a later walk if this process is killed.
  private Path temporaryBeside(Path file) {
    return file.resolveSibling(
        FileCreation.TEMPORARY_PREFIX
            + Long.toHexString(System.identityHashCode(this))
            + "-"
            + ProcessHandle.current().pid()
            + "-change-"
            + count.incrementAndGet());
  }

  private static void mustExist(MetricPath path, Path file) throws NoSuchSeriesException {
    if (Files.notExists(file)) {
      throw new NoSuchSeriesException(path, "no file " + file);
    }
  }
}

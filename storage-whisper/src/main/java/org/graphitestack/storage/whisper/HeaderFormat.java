// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.storage.CorruptSeriesException;

/// The byte layout of whisper files; all numbers big-endian, no padding, no checksum.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0 | 4 | aggregation method, 1 to 8 |
/// | 4 | 4 | longest retention in seconds |
/// | 8 | 4 | xFilesFactor, float32 |
/// | 12 | 4 | number of archives |
/// | 16 + 12·i | 4 | archive i: byte offset of its first slot |
/// | 20 + 12·i | 4 | archive i: seconds per point |
/// | 24 + 12·i | 4 | archive i: number of points |
/// | offset + 12·s | 4 | slot s: timestamp, 0 if never written |
/// | offset + 12·s + 4 | 8 | slot s: value, float64 |
///
/// See docs/whisper-format.md.
final class HeaderFormat {

  static final int METADATA_SIZE = 16;
  static final int ARCHIVE_SIZE = 12;
  static final int SLOT_SIZE = 12;
  static final int SLOT_VALUE = 4;
  static final long MAX_UINT32 = 0xffff_ffffL;

  /// Each step is at least twice the one before, and 32 bits long.
  private static final int MOST_ARCHIVES = 32;

  private static final int LONGEST_HEADER = METADATA_SIZE + MOST_ARCHIVES * ARCHIVE_SIZE;

  /// What go-carbon's compressed files begin with.
  private static final byte[] COMPRESSED_MAGIC =
      "whisper_compressed".getBytes(StandardCharsets.US_ASCII);

  /// By the number in the file, which is the index plus one.
  private static final List<AggregationMethod> METHODS =
      List.of(
          AggregationMethod.AVERAGE,
          AggregationMethod.SUM,
          AggregationMethod.LAST,
          AggregationMethod.MAX,
          AggregationMethod.MIN,
          AggregationMethod.AVG_ZERO,
          AggregationMethod.ABSMAX,
          AggregationMethod.ABSMIN);

  private HeaderFormat() {}

  static long size(int archives) {
    return METADATA_SIZE + (long) ARCHIVE_SIZE * archives;
  }

  static long offsetOfArchive(int index) {
    return size(index);
  }

  /// Reads and checks the header.
  static WhisperHeader read(SeriesBytes bytes, Scratch scratch) throws IOException {
    var place = bytes.place();
    var size = bytes.size();
    if (size < METADATA_SIZE) {
      throw new CorruptSeriesException(
          place, size, "the end of the file", "a header of at least " + METADATA_SIZE + " bytes");
    }
    var prefix = (int) Math.min(size, LONGEST_HEADER);
    bytes.read(0, scratch, 0, prefix);
    var buffer = scratch.buffer();
    if (isCompressed(buffer, prefix)) {
      throw new CorruptSeriesException(
          place, 0, "a compressed file of go-carbon (whisper_compressed)", "a plain whisper file");
    }
    var aggregation = method(Integer.toUnsignedLong(buffer.getInt(0)), place);
    var maxRetention = Integer.toUnsignedLong(buffer.getInt(4));
    var xFilesFactor = buffer.getFloat(8);
    if (!(xFilesFactor >= 0 && xFilesFactor <= 1)) {
      throw new CorruptSeriesException(place, 8, "xFilesFactor " + xFilesFactor, "0 to 1");
    }
    var count = Integer.toUnsignedLong(buffer.getInt(12));
    var mostArchives = (prefix - METADATA_SIZE) / ARCHIVE_SIZE;
    if (count > mostArchives) {
      throw new CorruptSeriesException(
          place,
          12,
          count + " archives in a file of " + size + " bytes",
          "at most " + mostArchives);
    }
    return new WhisperHeader(
        aggregation, maxRetention, xFilesFactor, archives(buffer, (int) count));
  }

  private static List<WhisperArchive> archives(ByteBuffer buffer, int count) {
    var archives = new ArrayList<WhisperArchive>(count);
    for (var i = 0; i < count; i++) {
      var at = METADATA_SIZE + i * ARCHIVE_SIZE;
      archives.add(
          new WhisperArchive(
              Integer.toUnsignedLong(buffer.getInt(at)),
              Integer.toUnsignedLong(buffer.getInt(at + 4)),
              Integer.toUnsignedLong(buffer.getInt(at + 8))));
    }
    return archives;
  }

  /// Puts the whole header at the beginning of a buffer; returns its length.
  static int put(WhisperHeader header, ByteBuffer buffer) {
    putMetadata(header, buffer);
    var at = METADATA_SIZE;
    for (var archive : header.archives()) {
      buffer.putInt(at, (int) archive.offset());
      buffer.putInt(at + 4, (int) archive.secondsPerPoint());
      buffer.putInt(at + 8, (int) archive.points());
      at += ARCHIVE_SIZE;
    }
    return at;
  }

  /// Puts the first 16 bytes, all that ever changes of a header.
  static void putMetadata(WhisperHeader header, ByteBuffer buffer) {
    buffer.putInt(0, METHODS.indexOf(header.aggregation()) + 1);
    buffer.putInt(4, (int) header.maxRetention());
    buffer.putFloat(8, header.xFilesFactor());
    buffer.putInt(12, header.archives().size());
  }

  /// Whether the first 16 bytes of a buffer are those of a header.
  static boolean metadataEquals(WhisperHeader header, ByteBuffer buffer) {
    return buffer.getInt(0) == METHODS.indexOf(header.aggregation()) + 1
        && buffer.getInt(4) == (int) header.maxRetention()
        && buffer.getFloat(8) == header.xFilesFactor()
        && buffer.getInt(12) == header.archives().size();
  }

  /// Whether this is a compressed file of go-carbon.
  static boolean isCompressed(SeriesBytes bytes, Scratch scratch) throws IOException {
    var length = (int) Math.min(bytes.size(), COMPRESSED_MAGIC.length);
    bytes.read(0, scratch, 0, length);
    return isCompressed(scratch.buffer(), length);
  }

  private static boolean isCompressed(ByteBuffer buffer, int length) {
    for (var i = 0; i < COMPRESSED_MAGIC.length; i++) {
      if (i >= length || buffer.get(i) != COMPRESSED_MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  private static AggregationMethod method(long number, String place) throws CorruptSeriesException {
    if (number < 1 || number > METHODS.size()) {
      throw new CorruptSeriesException(
          place, 0, "aggregation method " + number, "1 to " + METHODS.size());
    }
    return METHODS.get((int) number - 1);
  }
}

// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Plaintext with receipts, between our own daemons: a sender knows which points its receiver has
/// made durable, and goes on behind them after either side broke down.
///
/// ```
/// sender                                        receiver
///   HELLO    magic "GSAK" 4 | version 2 | 0 2 | session 16
///                                               WELCOME  magic "GSAK" 4 | version 2 | known 2 | durable 8
///   BATCH    length 4 | batch id 8 | lines
///   BATCH    ...
///                                               ACK      batch id 8
///   BATCH    ...                                ...
/// ```
///
/// Numbers are big-endian and unsigned, sizes in bytes. The session (a UUID) names the log that is
/// sent; it stays the same when the sender reconnects or restarts. A batch id is the position in
/// that log behind the batch's last line, so ids only grow. Lines are whole, `name value timestamp`
/// with an LF each; `length` counts their bytes, 1 to 1048576.
///
/// `known` is 1 if the receiver remembers the session, and `durable` is then the last batch it made
/// durable; else both are 0 and the sender goes on behind the last receipt it has. An ACK stands
/// for all batches up to its id. Batches with ids that are durable already are passed over and
/// receipted. A line that is refused at the door does not hold up its batch. A receiver that does
/// not speak the sender's version answers with its own and closes.
///
/// Enter at [org.graphitestack.protocol.ack.AckSender] and
/// [org.graphitestack.protocol.ack.AckReceiver]; neither knows of sockets.
@NullMarked
package org.graphitestack.protocol.ack;

import org.jspecify.annotations.NullMarked;

// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Points from an AMQP 0-9-1 broker such as RabbitMQ, as carbon's ENABLE_AMQP takes them. Enter at
/// [org.graphitestack.protocol.amqp.AmqpReceiver].
@NullMarked
package org.graphitestack.protocol.amqp;

import org.jspecify.annotations.NullMarked;

// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.amqp;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.listen.ListenerCounters;
import org.graphitestack.protocol.listen.RecentRejects;
import org.graphitestack.protocol.listen.RejectLog;

/// Takes points from a broker, and comes back when it was away.
///
/// ```
/// connect -> declare exchange and queue, bind, consume -> take up to 100 messages -> sink -> receipt
///    ^                                                            ^                          |
///    |  a pause that doubles up to half a minute                  '--------------------------'
///    '------------------------------------------------- connection lost
/// ```
///
/// A message is acknowledged once the sink says that its points are durable, so what breaks in
/// between is delivered again (carbon's consumer loses it). The broker sends no more than 100
/// messages that are not acknowledged; while paused none is taken, so it stops by itself. Messages
/// over 1 MiB end the connection: the broker has to be told not to take them either.
///
/// Runs on a thread of its own. Thread-safe.
public final class AmqpReceiver implements AutoCloseable {

  private static final Logger LOG = System.getLogger(AmqpReceiver.class.getName());
  private static final String CONSUMER_TAG = "graphite_consumer";
  private static final int PREFETCH = 100;
  private static final int MAX_BODY = 1_048_576;
  private static final int HEARTBEAT_SECONDS = 30;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final long LOOK_UP_MILLIS = 500;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final AmqpConfig config;
  private final PointSink sink;
  private final ReceivedPoints points;
  private final ListenerCounters counters = new ListenerCounters();
  private final RecentRejects recentRejects;
  private final MessageLines lines;
  private final ExecutorService deliveries;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean paused;
  private boolean closed;
  private volatile boolean connected;

  private AmqpReceiver(
      AmqpConfig config, PointSink sink, InstantSource clock, LongSupplier nanoTime) {
    this.config = config;
    this.sink = sink;
    this.points = sink.newBatch();
    this.recentRejects = new RecentRejects(clock);
    this.lines =
        new MessageLines(
            config.metricNameInBody(),
            clock,
            new RejectLog("amqp", counters, recentRejects, nanoTime).from(null));
    var threads = Thread.ofPlatform().daemon().name("amqp-", 0).factory();
    this.deliveries = Executors.newSingleThreadExecutor(threads);
    this.thread = Thread.ofVirtual().name("amqp-receiver").unstarted(this::run);
  }

  /// Begins to receive, as soon as the broker can be reached.
  ///
  /// @param clock tells the time for points with timestamp -1
  /// @param nanoTime elapsed time, for bounding the log
  public static AmqpReceiver open(
      AmqpConfig config, PointSink sink, InstantSource clock, LongSupplier nanoTime) {
    var receiver = new AmqpReceiver(config, sink, clock, nanoTime);
    receiver.thread.start();
    return receiver;
  }

  public AmqpConfig config() {
    return config;
  }

  /// What came in. Frames are messages, connections are those to the broker.
  public ListenerCounters counters() {
    return counters;
  }

  /// What was refused lately.
  public RecentRejects recentRejects() {
    return recentRejects;
  }

  /// Whether the broker is being listened to.
  public boolean connected() {
    return connected;
  }

  /// Takes no further message until [#resume]; may be called by the sink while it accepts.
  public void pause() {
    set(() -> paused = true);
  }

  /// Takes messages again.
  public void resume() {
    set(() -> paused = false);
  }

  /// Stops and waits until no batch is under way. What is not acknowledged stays with the broker.
  @Override
  public void close() {
    set(() -> closed = true);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    deliveries.shutdownNow();
  }

  private void run() {
    var pauseMillis = FIRST_PAUSE_MILLIS;
    while (!isClosed()) {
      try {
        receive();
      } catch (IOException | TimeoutException | AlreadyClosedException failure) {
        LOG.log(Level.WARNING, config + ": " + reason(failure));
      } catch (RuntimeException failure) {
        LOG.log(Level.ERROR, config.toString(), failure);
      }
      if (connected) {
        connected = false;
        counters.closed();
        pauseMillis = FIRST_PAUSE_MILLIS;
      }
      awaitClosed(pauseMillis);
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    }
  }

  private void receive() throws IOException, TimeoutException {
    var connection = factory().newConnection(deliveries, "graphite");
    try {
      consume(connection);
    } finally {
      connection.abort(TIMEOUT_MILLIS);
    }
  }

  private ConnectionFactory factory() {
    var factory = new ConnectionFactory();
    factory.setHost(config.host());
    factory.setPort(config.port());
    factory.setVirtualHost(config.virtualHost());
    factory.setUsername(config.user());
    factory.setPassword(config.password());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setConnectionTimeout(TIMEOUT_MILLIS);
    factory.setMaxInboundMessageBodySize(MAX_BODY);
    factory.setThreadFactory(Thread.ofPlatform().daemon().name("amqp-connection-", 0).factory());
    return factory;
  }

  private void consume(Connection connection) throws IOException {
    var channel = connection.createChannel();
    channel.exchangeDeclare(config.exchange(), BuiltinExchangeType.TOPIC, true);
    var queue =
        config.queue().isPresent()
            ? channel.queueDeclare(config.queue().get(), true, false, false, Map.of()).getQueue()
            : channel.queueDeclare().getQueue();
    for (var pattern : config.bindPatterns()) {
      channel.queueBind(queue, config.exchange(), pattern);
    }
    channel.basicQos(PREFETCH);
    var arrived = new LinkedBlockingQueue<Delivery>();
    var cancelled = new AtomicBoolean();
    channel.basicConsume(
        queue,
        false,
        CONSUMER_TAG,
        (_, delivery) -> arrived.add(delivery),
        _ -> cancelled.set(true));
    connected = true;
    counters.opened(Integer.MAX_VALUE);
    LOG.log(Level.INFO, config + ": receiving from queue " + queue);
    while (awaitResumed() && channel.isOpen() && !cancelled.get()) {
      take(arrived, channel);
    }
  }

  private void take(BlockingQueue<Delivery> arrived, Channel channel) {
    var batch = new ArrayList<Delivery>();
    try {
      var first = arrived.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      batch.add(first);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      set(() -> closed = true);
      return;
    }
    arrived.drainTo(batch, PREFETCH);
    try {
      accept(batch);
    } finally {
      points.clear();
    }
    var last = batch.getLast().getEnvelope().getDeliveryTag();
    sink.whenDurable(() -> acknowledge(channel, last));
  }

  private void accept(List<Delivery> batch) {
    var bytes = 0L;
    for (var delivery : batch) {
      var routingKey = delivery.getEnvelope().getRoutingKey();
      if (config.verbose()) {
        LOG.log(Level.INFO, "message " + routingKey + ", " + delivery.getBody().length + " bytes");
      }
      bytes += delivery.getBody().length;
      lines.parse(routingKey, delivery.getBody(), points);
    }
    counters.read(bytes, batch.size(), points.size());
    if (!points.isEmpty()) {
      sink.accept(points);
    }
  }

  /// Acknowledges a message and all before it. A channel that is closed will deliver them again.
  private static void acknowledge(Channel channel, long tag) {
    try {
      channel.basicAck(tag, true);
    } catch (IOException | AlreadyClosedException gone) {
      LOG.log(Level.DEBUG, "not acknowledged", gone);
    }
  }

  /// @return false once closed
  private boolean awaitResumed() {
    lock.lock();
    try {
      while (paused && !closed) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void awaitClosed(long millis) {
    lock.lock();
    try {
      var left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void set(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The client wraps what the broker said.
  private static String reason(Exception failure) {
    var text = new StringBuilder(String.valueOf(failure.getMessage()));
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      text.append(": ").append(cause.getMessage());
    }
    return text.toString();
  }
}

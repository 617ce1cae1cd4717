// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.compress.Compression;
import org.jspecify.annotations.Nullable;

/// All listening sockets of a daemon, on a few event loops.
///
/// Every read of a connection is parsed on the spot and handed to the sink as one batch. A sink
/// that has enough calls [#pause] and nothing is read until [#resume]; senders then wait in their
/// own kernels. Bad input never ends a connection, except a frame whose length is wrong.
public final class Listeners implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Listeners.class.getName());
  private static final int ACCEPT_BACKLOG = 1024;
  private static final long STOP_SECONDS = 5;

  private final Transport transport;
  private final EventLoopGroup loops;
  private final InstantSource clock;
  private final PointSink sink;
  private final FlowSwitch flow = new FlowSwitch();
  private final List<PointListener> listeners = new ArrayList<>();
  private final FastThreadLocal<LoopState> loopState =
      new FastThreadLocal<>() {
        @Override
        protected LoopState initialValue() {
          return new LoopState(clock, sink.newBatch());
        }
      };

  private Listeners(Transport transport, int threads, InstantSource clock, PointSink sink) {
    this.transport = transport;
    this.loops = transport.eventLoops(threads, "carbon-listen");
    this.clock = clock;
    this.sink = sink;
  }

  /// Opens all sockets, or none.
  ///
  /// @param threads event loops, >= 1
  /// @param clock tells the time for points with timestamp -1
  /// @param nanoTime elapsed time, for bounding the log
  /// @throws IOException if an address cannot be listened on; the message names it
  public static Listeners open(
      List<ListenerConfig> configs,
      PointSink sink,
      int threads,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    return open(Transport.best(), configs, sink, threads, clock, nanoTime);
  }

  static Listeners open(
      Transport transport,
      List<ListenerConfig> configs,
      PointSink sink,
      int threads,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    var opened = new Listeners(transport, threads, clock, sink);
    try {
      for (var config : configs) {
        var listener = new PointListener(config, sink, opened.flow, clock, nanoTime);
        opened.bind(listener);
        opened.listeners.add(listener);
      }
      return opened;
    } catch (IOException | RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  /// The open listeners, in the order they were asked for.
  public List<PointListener> all() {
    return List.copyOf(listeners);
  }

  /// Stops reading and accepting on all TCP sockets. UDP datagrams are refused and counted.
  public void pause() {
    flow.set(true);
  }

  /// Reads and accepts again.
  public void resume() {
    flow.set(false);
  }

  /// Waits until every socket knows of the last [#pause] or [#resume].
  void awaitSwitched() {
    loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
  }

  /// Whether reading is stopped.
  public boolean paused() {
    return flow.paused();
  }

  /// Connections open now, of all listeners.
  public int connectionsOpen() {
    return listeners.stream().mapToInt(l -> l.counters().connectionsOpen()).sum();
  }

  /// Closes all sockets and waits until no batch is under way.
  @Override
  public void close() {
    for (var listener : listeners) {
      var channel = listener.channel();
      if (channel != null) {
        channel.close().awaitUninterruptibly();
      }
      removeSocketFile(listener);
    }
    loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static void removeSocketFile(PointListener listener) {
    var unixSocket = listener.config().transport().unixSocket();
    try {
      if (unixSocket.isPresent()) {
        Files.deleteIfExists(unixSocket.get());
      }
    } catch (IOException stays) {
      LOG.log(Level.WARNING, listener + ": " + unixSocket.get() + " stays behind", stays);
    }
  }

  private void bind(PointListener listener) throws IOException {
    var bound =
        switch (listener.config().protocol()) {
          case LINE, PICKLE, PROTOBUF, ACKNOWLEDGED, HTTP -> bindStream(listener);
          case LINE_UDP -> bindDatagrams(listener);
        };
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on "
              + listener.config().where()
              + " ("
              + listener.config().protocol().label()
              + "): "
              + bound.cause().getMessage(),
          bound.cause());
    }
    listener.bound(bound.channel());
    if (listener.config().protocol() != WireProtocol.LINE_UDP) {
      flow.add(bound.channel());
    }
  }

  private ChannelFuture bindStream(PointListener listener) throws IOException {
    var config = listener.config();
    var tls =
        config.transport().tls().isPresent() ? TlsFiles.open(config.transport().tls().get()) : null;
    var bootstrap =
        new ServerBootstrap()
            .group(loops)
            .option(ChannelOption.SO_BACKLOG, ACCEPT_BACKLOG)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(64, 16_384, LoopState.READ_SIZE))
            .childOption(
                ChannelOption.ALLOW_HALF_CLOSURE, tls == null && waitsForItsEnd(config.protocol()))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connected(listener, connection, tls);
                  }
                });
    var unixSocket = config.transport().unixSocket();
    if (unixSocket.isPresent()) {
      UnixSocketFile.free(unixSocket.get());
      return bootstrap
          .channel(transport.unixChannel())
          .bind(transport.unixAddress().apply(unixSocket.get()));
    }
    return bootstrap
        .channel(transport.serverChannel())
        .option(ChannelOption.SO_REUSEADDR, true)
        .bind(config.address());
  }

  /// Whether the end of a connection is the only sign a sender gets that its points are taken.
  private static boolean waitsForItsEnd(WireProtocol protocol) {
    return switch (protocol) {
      case LINE, PICKLE, PROTOBUF -> true;
      case LINE_UDP, ACKNOWLEDGED, HTTP -> false;
    };
  }

  private void connected(PointListener listener, Channel connection, @Nullable SslContext tls) {
    var config = listener.config();
    if (config.transport().unixSocket().isEmpty()) {
      config.keepAlive().ifPresent(keepAlive -> transport.keepAlive(connection, keepAlive));
    }
    if (tls != null) {
      connection.pipeline().addLast(tls.newHandler(connection.alloc()));
    }
    if (config.transport().compression() != Compression.NONE) {
      connection
          .pipeline()
          .addLast(
              new InflateHandler(
                  listener, config.transport().compression().open(), loopState.get().inflated));
    }
    var loop = loopState.get();
    var rejected = listener.rejects().from(connection.remoteAddress());
    if (config.protocol() == WireProtocol.HTTP) {
      connection
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpContentDecompressor(config.maxFrame()))
          .addLast(new HttpPointsHandler(listener, loop, clock, rejected));
      return;
    }
    connection
        .pipeline()
        .addLast(
            new StreamHandler(
                listener, loop, PointStream.of(listener, loop, clock, rejected), rejected));
  }

  private ChannelFuture bindDatagrams(PointListener listener) {
    return new Bootstrap()
        .group(loops)
        .channel(transport.datagramChannel())
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LoopState.READ_SIZE))
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel socket) {
                socket.pipeline().addLast(new DatagramHandler(listener, loopState.get(), clock));
              }
            })
        .bind(listener.config().address());
  }
}

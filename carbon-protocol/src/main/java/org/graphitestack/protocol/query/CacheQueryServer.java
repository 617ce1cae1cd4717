// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.listen.ListenerCounters;
import org.graphitestack.protocol.listen.RecentRejects;
import org.graphitestack.protocol.listen.RejectLog;
import org.graphitestack.protocol.listen.Transport;
import org.graphitestack.protocol.pickle.PickleReader;

/// Answers cache queries, on an event loop of its own so that those who read do not slow down those
/// who write. Requests that may wait for a disk run on one thread beside it.
///
/// A request that is none ends its connection, as in carbon, and is counted.
public final class CacheQueryServer implements AutoCloseable {

  private static final int ACCEPT_BACKLOG = 256;
  private static final long STOP_SECONDS = 5;

  /// Values in one request.
  private static final int MAX_VALUES = 1 << 20;

  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final CacheQueryConfig config;
  private final EventLoopGroup loop;
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("cache-query-disk").factory());
  private final CacheAnswers answers;
  private final QueryCounters queries = new QueryCounters();
  private final ListenerCounters counters = new ListenerCounters();
  private final RejectLog rejects;
  private final AtomicLong unfinished = new AtomicLong();
  private final PickleReader reader = new PickleReader(MAX_VALUES);
  private final Channel channel;

  private CacheQueryServer(
      CacheQueryConfig config, QueriedCache cache, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    this.config = config;
    this.answers = new CacheAnswers(cache, queries);
    this.rejects = new RejectLog("query", counters, new RecentRejects(clock), nanoTime);
    var transport = Transport.best();
    this.loop = transport.eventLoops(1, "cache-query");
    var bound =
        new ServerBootstrap()
            .group(loop)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, ACCEPT_BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connected(connection);
                  }
                })
            .bind(config.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop();
      throw new IOException(
          "cannot listen on " + config.address() + " (query): " + bound.cause().getMessage(),
          bound.cause());
    }
    this.channel = bound.channel();
  }

  /// Opens the server; it answers when this returns.
  ///
  /// @param clock tells when something was refused
  /// @param nanoTime elapsed time, for bounding the log
  /// @throws IOException if the address cannot be listened on; the message names it
  public static CacheQueryServer open(
      CacheQueryConfig config, QueriedCache cache, InstantSource clock, LongSupplier nanoTime)
      throws IOException {
    return new CacheQueryServer(config, cache, clock, nanoTime);
  }

  /// Where it listens, with the port that port 0 became.
  public InetSocketAddress address() {
    return channel.localAddress() instanceof InetSocketAddress bound ? bound : config.address();
  }

  /// What was asked.
  public QueryCounters queries() {
    return queries;
  }

  /// Connections, and requests refused.
  public ListenerCounters counters() {
    return counters;
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    // by hand: the loop's end leaves some open, and a client would wait for an answer in vain
    connections.close().awaitUninterruptibly();
    stop();
  }

  private void stop() {
    disk.shutdown();
    loop.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void connected(Channel connection) {
    var rejected = rejects.from(connection.remoteAddress());
    connection
        .pipeline()
        .addLast(new Doorkeeper())
        .addLast(new RequestFrames(config.maxRequest(), unfinished, rejected))
        .addLast(new QueryHandler(answers, reader, disk, rejected, config.maxAnswer()));
  }

  /// Counts connections, and closes those that are too many.
  private final class Doorkeeper extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
      if (counters.opened(config.maxConnections())) {
        connections.add(context.channel());
        super.channelActive(context);
      } else {
        var _ = context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      counters.closed();
      super.channelInactive(context);
    }
  }
}

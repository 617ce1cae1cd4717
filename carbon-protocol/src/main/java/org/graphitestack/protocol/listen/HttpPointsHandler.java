// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.json.JsonPoints;
import org.graphitestack.protocol.line.LineParser;
import org.jspecify.annotations.Nullable;

/// One HTTP connection: the points of each POST go to the sink, and the answer says what became of
/// them, once they are durable. Requests that come before the last answer has gone are answered in
/// their order.
///
/// | answer | when |
/// |---|---|
/// | 200 | some points were accepted, or there were none |
/// | 400 | all were refused, or the request is malformed, or inflates beyond the limit |
/// | 404, 405, 415 | another path, method or type of content |
/// | 413, 503 | the body is too long, or all connections together hold too much |
final class HttpPointsHandler extends SimpleChannelInboundHandler<HttpObject> {

  private static final Logger LOG = System.getLogger(HttpPointsHandler.class.getName());

  private static final byte[] NOTHING = {};
  private static final int POINTS_AT_ONCE = 4096;
  private static final int MOST_UNANSWERED = 16;
  private static final String LINES = "text/plain";
  private static final String JSON = "application/json";

  /// A request and, once there is one, its answer.
  private static final class Exchange {
    private final boolean keepAlive;
    private @Nullable FullHttpResponse answer;

    Exchange(boolean keepAlive) {
      this.keepAlive = keepAlive;
    }
  }

  private final PointListener listener;
  private final LoopState loop;
  private final RejectedInput rejected;
  private final InstantSource clock;
  private final Deque<Exchange> unanswered = new ArrayDeque<>();
  private final ByteBuf body = Unpooled.buffer(0);

  private boolean letIn;
  private @Nullable Exchange current;
  private boolean json;
  private int held;
  private long lastPointNanos;
  private @Nullable ScheduledFuture<?> idleCheck;

  HttpPointsHandler(
      PointListener listener, LoopState loop, InstantSource clock, RejectedInput rejected) {
    this.listener = listener;
    this.loop = loop;
    this.clock = clock;
    this.rejected = rejected;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    letIn = listener.counters().opened(listener.config().maxConnections());
    if (!letIn) {
      var _ = context.close();
      return;
    }
    listener.flow().add(context.channel());
    lastPointNanos = context.executor().ticker().nanoTime();
    listener.config().idleTimeout().ifPresent(timeout -> checkIdleIn(context, timeout.toNanos()));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    letIn = false;
    listener.counters().closed();
    forgetBody();
    unanswered.forEach(exchange -> release(exchange.answer));
    unanswered.clear();
    if (idleCheck != null) {
      idleCheck.cancel(false);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (!letIn) {
      return;
    }
    if (message.decoderResult().isFailure()) {
      malformed(context, RejectReason.HTTP_SHAPE);
      return;
    }
    if (message instanceof HttpRequest request) {
      begin(context, request);
    }
    if (message instanceof HttpContent content && current != null) {
      add(context, current, content.content());
      if (message instanceof LastHttpContent && current != null) {
        end(context, current);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException && letIn) {
      malformed(context, RejectReason.DAMAGED_COMPRESSION);
      return;
    }
    LOG.log(
        cause instanceof IOException ? Level.DEBUG : Level.ERROR,
        listener + ": " + context.channel().remoteAddress(),
        cause);
    var _ = context.close();
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    var exchange = new Exchange(HttpUtil.isKeepAlive(request));
    unanswered.add(exchange);
    listener.flow().hold(context.channel(), unanswered.size() >= MOST_UNANSWERED);
    var problem = problemWith(request);
    if (problem != null) {
      answer(context, exchange, problem);
      return;
    }
    json = typeOf(request).equals(JSON);
    current = exchange;
    if (HttpUtil.is100ContinueExpected(request)) {
      var _ =
          context.writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
  }

  /// The answer to a request whose body is not worth reading; null if it is.
  private @Nullable FullHttpResponse problemWith(HttpRequest request) {
    var query = request.uri().indexOf('?');
    var path = query < 0 ? request.uri() : request.uri().substring(0, query);
    if (!path.equals("/") && !path.equals("/metrics")) {
      return text(HttpResponseStatus.NOT_FOUND, "path: " + path + " (expected: / or /metrics)");
    }
    if (!request.method().equals(HttpMethod.POST)) {
      var answer =
          text(
              HttpResponseStatus.METHOD_NOT_ALLOWED,
              "method: " + request.method() + " (expected: POST)");
      answer.headers().set(HttpHeaderNames.ALLOW, HttpMethod.POST);
      return answer;
    }
    var type = typeOf(request);
    if (!type.equals(LINES) && !type.equals(JSON)) {
      return text(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "content type: " + type + " (expected: " + LINES + " or " + JSON + ")");
    }
    // the decompressor takes away what it undoes
    var encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      return text(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "content encoding: " + encoding + " (expected: gzip, deflate or none)");
    }
    return HttpUtil.getContentLength(request, 0L) > listener.config().maxFrame() ? tooLong() : null;
  }

  private static String typeOf(HttpRequest request) {
    var type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, LINES);
    var parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  private void add(ChannelHandlerContext context, Exchange exchange, ByteBuf content) {
    var length = content.readableBytes();
    if (body.readableBytes() + (long) length > listener.config().maxFrame()) {
      answer(context, exchange, tooLong());
      return;
    }
    held += length;
    if (listener.unfinished().addAndGet(length) > PointListener.MAX_UNFINISHED) {
      rejected.rejected(RejectReason.UNFINISHED_INPUT_LIMIT, NOTHING, 0, 0);
      answer(
          context,
          exchange,
          text(
              HttpResponseStatus.SERVICE_UNAVAILABLE,
              RejectReason.UNFINISHED_INPUT_LIMIT.sentence()));
      return;
    }
    body.writeBytes(content);
  }

  private void end(ChannelHandlerContext context, Exchange exchange) {
    var report = new PostReport(rejected);
    var length = body.readableBytes();
    try {
      if (json) {
        parseJson(report);
      } else {
        parseLines(report);
      }
      handOver(report);
    } finally {
      loop.points.clear();
      forgetBody();
      current = null;
    }
    listener.counters().read(length, 1, report.accepted());
    if (report.accepted() > 0) {
      lastPointNanos = context.executor().ticker().nanoTime();
    }
    var status =
        report.accepted() == 0 && report.rejected() > 0
            ? HttpResponseStatus.BAD_REQUEST
            : HttpResponseStatus.OK;
    listener
        .sink()
        .whenDurable(
            () -> {
              if (context.executor().inEventLoop()) {
                answer(context, exchange, report(status, report));
              } else {
                context.executor().execute(() -> answer(context, exchange, report(status, report)));
              }
            });
  }

  private void parseLines(PostReport report) {
    var bytes = body.array();
    var end = body.writerIndex();
    var parser = new LineParser(clock, report);
    var line = 1;
    for (var start = 0; start < end; line++) {
      var lineEnd = start;
      while (lineEnd < end && bytes[lineEnd] != '\n') {
        lineEnd++;
      }
      var next = lineEnd + 1;
      while (lineEnd > start && (bytes[lineEnd - 1] == '\r' || bytes[lineEnd - 1] == ' ')) {
        lineEnd--;
      }
      if (lineEnd > start) {
        report.at("line", line);
        parser.parseDatagram(bytes, start, lineEnd - start, loop.points);
        handOverIfMany(report);
      }
      start = next;
    }
  }

  private void parseJson(PostReport report) {
    new JsonPoints(clock)
        .parse(
            body.array(),
            0,
            body.writerIndex(),
            loop.points,
            report,
            number -> {
              report.at("entry", number);
              handOverIfMany(report);
            });
  }

  private void handOverIfMany(PostReport report) {
    if (loop.points.size() >= POINTS_AT_ONCE) {
      handOver(report);
    }
  }

  private void handOver(PostReport report) {
    report.accepted(loop.points.size());
    if (!loop.points.isEmpty()) {
      listener.sink().accept(loop.points);
      loop.points.clear();
    }
  }

  /// Nothing behind a malformed request can be understood: it is answered, and that is the end.
  private void malformed(ChannelHandlerContext context, RejectReason reason) {
    rejected.rejected(reason, NOTHING, 0, 0);
    var exchange = current;
    if (exchange == null) {
      exchange = new Exchange(false);
      unanswered.add(exchange);
    }
    answer(context, exchange, text(HttpResponseStatus.BAD_REQUEST, reason.sentence()));
    letIn = false;
  }

  private FullHttpResponse tooLong() {
    rejected.rejected(RejectReason.BODY_TOO_LONG, NOTHING, 0, 0);
    return text(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "body: more than " + listener.config().maxFrame() + " bytes");
  }

  /// Gives a request its answer, and sends all answers that are next in line. An answer before the
  /// end of the body ends the connection, for the rest of the body is not read.
  private void answer(ChannelHandlerContext context, Exchange exchange, FullHttpResponse answer) {
    if (exchange.answer != null || !unanswered.contains(exchange)) {
      answer.release();
      return;
    }
    exchange.answer = answer;
    if (exchange == current) {
      current = null;
      forgetBody();
      letIn = false;
      HttpUtil.setKeepAlive(answer, false);
    } else {
      HttpUtil.setKeepAlive(answer, exchange.keepAlive && letIn);
    }
    for (var next = unanswered.peek();
        next != null && next.answer != null;
        next = unanswered.peek()) {
      unanswered.remove();
      var written = context.writeAndFlush(next.answer);
      if (!HttpUtil.isKeepAlive(next.answer)) {
        written.addListener(ChannelFutureListener.CLOSE);
      }
    }
    if (letIn) {
      listener.flow().hold(context.channel(), unanswered.size() >= MOST_UNANSWERED);
    }
  }

  private static FullHttpResponse report(HttpResponseStatus status, PostReport report) {
    return response(status, report.json(), JSON);
  }

  private static FullHttpResponse text(HttpResponseStatus status, String sentence) {
    var bytes = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    return response(status, bytes, LINES + ";charset=utf-8");
  }

  private static FullHttpResponse response(HttpResponseStatus status, byte[] bytes, String type) {
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bytes));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    response.headers().set("x-content-type-options", "nosniff");
    return response;
  }

  private void forgetBody() {
    listener.unfinished().addAndGet(-held);
    held = 0;
    body.clear().capacity(0);
  }

  private static void release(@Nullable FullHttpResponse answer) {
    if (answer != null) {
      answer.release();
    }
  }

  private void checkIdleIn(ChannelHandlerContext context, long nanos) {
    idleCheck = context.executor().schedule(() -> checkIdle(context), nanos, TimeUnit.NANOSECONDS);
  }

  /// While reading is paused, or an answer is ours to give, nobody is idle.
  private void checkIdle(ChannelHandlerContext context) {
    var timeout = listener.config().idleTimeout().orElseThrow().toNanos();
    var now = context.executor().ticker().nanoTime();
    if (listener.flow().paused() || (current == null && !unanswered.isEmpty())) {
      lastPointNanos = now;
    }
    var left = timeout - (now - lastPointNanos);
    if (left > 0) {
      checkIdleIn(context, left);
      return;
    }
    listener.counters().idle();
    var _ = context.close();
  }
}

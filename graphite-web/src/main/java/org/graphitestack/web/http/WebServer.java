// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.WARNING;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/// The HTTP server: routes, static files, error pages, compression, limits and safe headers around
/// them. Every request runs on a virtual thread of its own. Whoever opens it closes it.
public final class WebServer implements AutoCloseable {

  private static final System.Logger log = System.getLogger(WebServer.class.getName());

  /// Scripts, styles and images only from this server and none within the page.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'self'";

  /// Recorded answers shrink to 25 % with it, to 22 % with the usual 6.
  private static final int GZIP_LEVEL = 3;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Javalin javalin;
  private final InetSocketAddress address;
  private final ErrorAnswers errors;
  private final AtomicReference<AnswerListener> listener;

  private WebServer(
      Javalin javalin,
      InetSocketAddress address,
      ErrorAnswers errors,
      AtomicReference<AnswerListener> listener) {
    this.javalin = javalin;
    this.address = address;
    this.errors = errors;
    this.listener = listener;
  }

  /// Binds, and answers from then on.
  ///
  /// @param nanoTime elapsed time in nanoseconds; bounds how often failures are logged
  /// @throws IOException if the address cannot be bound
  public static WebServer open(WebConfig config, List<Routes> routes, LongSupplier nanoTime)
      throws IOException {
    return open(config, Gate.OPEN, routes, nanoTime);
  }

  /// Binds, and answers from then on whom a gate lets in.
  ///
  /// @param gate asked before each route
  /// @param nanoTime elapsed time in nanoseconds; bounds how often failures are logged
  /// @throws IOException if the address cannot be bound
  public static WebServer open(
      WebConfig config, Gate gate, List<Routes> routes, LongSupplier nanoTime) throws IOException {
    var errors = new ErrorAnswers(nanoTime);
    var listener = new AtomicReference<>(AnswerListener.NONE);
    var javalin =
        Javalin.create(
            javalinConfig -> {
              configure(javalinConfig, config, errors);
              javalinConfig.requestLogger.http(
                  (context, millis) -> {
                    AccessLog.answered(context, millis);
                    listener
                        .get()
                        .answered(
                            context.path(),
                            context.statusCode(),
                            (long) (millis * NANOS_PER_MILLI));
                  });
              errors.addTo(javalinConfig.routes);
              javalinConfig.routes.before(context -> beforeEach(context, config));
              javalinConfig.routes.beforeMatched(
                  context -> gate.admit(context, need(context.routeRoles())));
              routes.forEach(some -> some.addTo(javalinConfig.routes));
            });
    var bind = config.bind();
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new IOException("cannot listen on " + bind + ": " + e.getMessage(), e);
    }
    return new WebServer(
        javalin, new InetSocketAddress(bind.getHostString(), javalin.port()), errors, listener);
  }

  /// The address it listens on, with the port that was taken.
  public InetSocketAddress address() {
    return address;
  }

  /// Has somebody told of each answer from now on.
  public void tell(AnswerListener other) {
    listener.set(other);
  }

  /// Requests that ended with a 500 since the start.
  public long failures() {
    return errors.failures();
  }

  /// A route and what it needs, for those who check all of them.
  record Route(HandlerType method, String path, Set<RouteRole> needs) {}

  /// All routes.
  List<Route> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> new Route(endpoint.method, endpoint.path, needs(endpoint)))
        .toList();
  }

  private static Set<RouteRole> needs(Endpoint endpoint) {
    var roles = endpoint.metadata(Roles.class);
    return roles == null ? Set.of() : Set.copyOf(roles.getRoles());
  }

  /// Takes no new requests and waits for those in flight, at most the configured time.
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      log.log(WARNING, "requests were still in flight when the server closed", e);
    }
  }

  private static void configure(JavalinConfig javalin, WebConfig config, ErrorAnswers errors) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.router.ignoreTrailingSlashes = true;
    javalin.router.javaLangErrorHandler(
        (response, error) -> {
          errors.record("a request", "", error);
          response.setStatus(500);
        });
    javalin.http.prefer405over404 = true;
    javalin.http.maxRequestSize = config.maxFormBytes();
    javalin.http.compressionStrategy = compression(config);
    javalin.resourceHandler(new StaticFiles(config.frontPage()));
    javalin.jetty.modifyHttpConfiguration(http -> configureHttp(http, config));
    javalin.jetty.modifyServer(server -> configureServer(server, config));
    javalin.jetty.addConnector((server, http) -> connector(server, http, config));
  }

  private static CompressionStrategy compression(WebConfig config) {
    var strategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
    strategy.setDefaultMinSizeForCompression(config.minGzipBytes());
    return strategy;
  }

  private static void configureHttp(HttpConfiguration http, WebConfig config) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(config.maxQueryBytes() + config.maxHeaderBytes());
  }

  /// The idle timeout is the connector's, because Jetty lowers that one when it stops; the one of
  /// the HTTP configuration would be put back after each request and keep idle clients connected.
  private static ServerConnector connector(
      Server server, HttpConfiguration http, WebConfig config) {
    var connector =
        new ServerConnector(server, new HttpConnectionFactory(http)) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            var endPoint =
                new WatchedEndPoint(channel, selector, key, getScheduler(), getExecutor());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
          }
        };
    connector.setHost(config.bind().getHostString());
    connector.setPort(config.bind().getPort());
    connector.setIdleTimeout(config.idleTimeout().toMillis());
    return connector;
  }

  private static void configureServer(Server server, WebConfig config) {
    server.setHandler(new GracefulHandler());
    server.setStopTimeout(config.stopTimeout().toMillis());
    // What never reaches a route: malformed requests and oversized headers.
    server.setErrorHandler(
        (_, response, callback) -> {
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, ErrorAnswers.HTML);
          var page = ErrorAnswers.page(response.getStatus()).getBytes(StandardCharsets.UTF_8);
          response.write(true, ByteBuffer.wrap(page), callback);
          return true;
        });
  }

  private static void beforeEach(Context context, WebConfig config) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "same-origin");
    context.header("X-Frame-Options", "SAMEORIGIN");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Vary", "Accept-Encoding");
    var query = context.queryString();
    if (query != null && query.length() > config.maxQueryBytes()) {
      throw new HttpResponseException(414);
    }
    if (headerBytes(context) > config.maxHeaderBytes()) {
      throw new HttpResponseException(431);
    }
  }

  /// A route that does not say what it needs is for nobody but administrators.
  private static Need need(Set<RouteRole> roles) {
    return roles.size() == 1 && roles.iterator().next() instanceof Need need ? need : Need.ADMIN;
  }

  private static int headerBytes(Context context) {
    var bytes = 0;
    var names = context.req().getHeaderNames();
    while (names.hasMoreElements()) {
      var name = names.nextElement();
      var values = context.req().getHeaders(name);
      while (values.hasMoreElements()) {
        bytes += name.length() + values.nextElement().length() + 4;
      }
    }
    return bytes;
  }
}

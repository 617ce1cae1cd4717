// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.graphitestack.config.CRelayTokens.Kind;
import org.graphitestack.config.CRelayTokens.Token;
import org.graphitestack.relay.route.AggregateNames;
import org.graphitestack.relay.route.Cluster;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.FileTarget;
import org.graphitestack.relay.route.NameCleansing;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.Replacement;
import org.graphitestack.relay.route.RoutePlan;
import org.graphitestack.relay.route.RouteRule;
import org.graphitestack.relay.route.RoutingTable;

/// Reads the statements of a carbon-c-relay file, top to bottom: names of clusters have to be known
/// before they are used.
final class CRelayReader {

  private static final String STATEMENTS =
      "cluster, match, rewrite, aggregate, statistics, listen or include";
  private static final Duration DEFAULT_STATISTICS_INTERVAL = Duration.ofMinutes(1);

  /// What the bracket expressions of POSIX stand for in names.
  private static final Map<String, String> POSIX_CLASSES =
      Map.of(
          "[:alpha:]", "a-zA-Z",
          "[:digit:]", "0-9",
          "[:alnum:]", "a-zA-Z0-9",
          "[:lower:]", "a-z",
          "[:upper:]", "A-Z",
          "[:xdigit:]", "0-9a-fA-F",
          "[:space:]", "\\s",
          "[:blank:]", " \\t",
          "[:punct:]", "!-/:-@\\[-`{-~");

  /// What `*` finds.
  private static final NamePattern WHOLE = NamePattern.of("^.*$");

  private final NameCleansing cleansing;
  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private final Map<String, Destination> destinations = new LinkedHashMap<>();
  private final List<RouteRule> rules = new ArrayList<>();
  private final List<CRelayConf.Aggregate> aggregates = new ArrayList<>();
  private final List<List<Cluster>> generatedTo = new ArrayList<>();
  private final List<CRelayConf.Listen> listeners = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<Path> files = new LinkedHashSet<>();
  private final Set<Path> open = new LinkedHashSet<>();

  private Duration interval = DEFAULT_STATISTICS_INTERVAL;
  private boolean reset;
  private Optional<String> prefix = Optional.empty();
  private List<Cluster> statisticsTo = List.of();

  CRelayReader(NameCleansing cleansing) {
    this.cleansing = cleansing;
    clusters.put("blackhole", new Cluster.Blackhole());
  }

  CRelayConf read(Path file) throws IOException, InvalidConfigException {
    include(file, file.toString());
    var all = new ArrayList<RouteRule>();
    all.add(new RouteRule.Cleanse(cleansing));
    all.addAll(rules);
    var statistics = new CRelayConf.Statistics(interval, reset, prefix, generatedTo.size());
    generatedTo.add(statisticsTo);
    var plan =
        new RoutePlan(
            List.copyOf(destinations.values()),
            all,
            1,
            generatedTo,
            cleansing.allowed().indexOf(';') < 0,
            false);
    requireRoutable(plan, file);
    return new CRelayConf(plan, aggregates, listeners, statistics, List.copyOf(files), notes);
  }

  /// A ring that cannot be built is seen only when it is.
  private static void requireRoutable(RoutePlan plan, Path file) throws InvalidConfigException {
    try {
      RoutingTable.of(plan, AggregateNames.NONE);
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(
          file.toString(), String.valueOf(invalid.getMessage()), "clusters that can be routed to");
    }
  }

  private void include(Path file, String place) throws IOException, InvalidConfigException {
    var real = file.toAbsolutePath().normalize();
    if (!open.add(real)) {
      throw new InvalidConfigException(
          place, "include " + file, "no file that is being read already");
    }
    if (!Files.isReadable(file)) {
      throw new InvalidConfigException(place, file + " cannot be read", "a file");
    }
    files.add(file);
    var tokens = CRelayTokens.of(file.toString(), Files.readString(file));
    new Statements(file, tokens.tokens()).all();
    open.remove(real);
  }

  /// One file, and how far it has been read.
  private final class Statements {

    private final Path file;
    private final List<Token> tokens;
    private int at;

    Statements(Path file, List<Token> tokens) {
      this.file = file;
      this.tokens = tokens;
    }

    void all() throws IOException, InvalidConfigException {
      while (peek().kind() != Kind.END) {
        var first = next();
        switch (first.kind() == Kind.WORD ? first.text() : "") {
          case "cluster" -> cluster();
          case "match" -> match(first);
          case "rewrite" -> rewrite();
          case "aggregate" -> aggregate(first);
          case "statistics" -> statistics(first);
          case "send" -> sendStatistics(first);
          case "listen" -> listen();
          case "include" -> includes();
          default -> throw unexpected(first, STATEMENTS);
        }
        var end = next();
        if (end.kind() != Kind.SEMICOLON) {
          throw unexpected(end, "; at the end of " + first.text());
        }
      }
    }

    // ---- tokens --------------------------------------------------------------------------------

    private Token peek() {
      return tokens.get(at);
    }

    private Token next() {
      var token = tokens.get(at);
      at += token.kind() == Kind.END ? 0 : 1;
      return token;
    }

    private boolean take(String keyword) {
      if (!peek().is(keyword)) {
        return false;
      }
      at++;
      return true;
    }

    private void expect(String... keywords) throws InvalidConfigException {
      for (var keyword : keywords) {
        if (!take(keyword)) {
          throw unexpected(peek(), keyword);
        }
      }
    }

    private Token text(String what) throws InvalidConfigException {
      if (!peek().isText()) {
        throw unexpected(peek(), what);
      }
      return next();
    }

    private int number(String what) throws InvalidConfigException {
      var token = next();
      if (token.kind() != Kind.WORD || !token.text().matches("[0-9]{1,9}")) {
        throw unexpected(token, what);
      }
      var number = Integer.parseInt(token.text());
      if (number < 1) {
        throw unexpected(token, what + ", at least 1");
      }
      return number;
    }

    private InvalidConfigException unexpected(Token found, String expected) {
      return new InvalidConfigException(found.place(), found.found(), expected);
    }

    // ---- cluster -------------------------------------------------------------------------------

    private void cluster() throws InvalidConfigException {
      var name = text("a cluster's name");
      if (clusters.containsKey(name.text())) {
        throw unexpected(name, "a name no other cluster has");
      }
      var type = next();
      var cluster =
          type.is("file")
              ? fileCluster(name.text())
              : CRelayClusters.read(new Members(), name.text(), type);
      clusters.put(name.text(), cluster);
    }

    private Cluster fileCluster(String name) throws InvalidConfigException {
      if (peek().is("ip")) {
        throw unexpected(next(), "paths: points do not know who sent them");
      }
      var targets = new ArrayList<FileTarget>();
      do {
        targets.add(new FileTarget(Path.of(text("a file's path").text())));
      } while (peek().isText());
      return new Cluster.Files(name, targets);
    }

    /// What reading a cluster needs of this file.
    final class Members implements CRelayClusters.Source {

      @Override
      public Token peek() {
        return Statements.this.peek();
      }

      @Override
      public Token next() {
        return Statements.this.next();
      }

      @Override
      public Destination known(Destination destination, String place)
          throws InvalidConfigException {
        var known = destinations.putIfAbsent(destination.name(), destination);
        if (known != null && !known.equals(destination)) {
          throw new InvalidConfigException(
              place,
              destination.name() + " spoken to in two ways",
              "the same transport wherever it is a member");
        }
        return destination;
      }

      @Override
      public void note(String note) {
        notes.add(note);
      }
    }

    // ---- match, rewrite
    // --------------------------------------------------------------------------

    private void match(Token first) throws InvalidConfigException {
      var patterns =
          patterns(token -> token.is("validate") || token.is("route") || token.is("send"));
      var validation = Optional.<RouteRule.Validation>empty();
      if (take("validate")) {
        var pattern = pattern(text("a regular expression"));
        expect("else");
        var otherwise = next();
        if (!otherwise.is("log") && !otherwise.is("drop")) {
          throw unexpected(otherwise, "log or drop");
        }
        validation = Optional.of(new RouteRule.Validation(pattern, otherwise.is("log")));
      }
      var hashKey = take("route") ? hashKey(patterns) : null;
      var to = sendTo();
      if (to.isEmpty() && validation.isEmpty()) {
        throw unexpected(peek(), "send to, or validate");
      }
      rules.add(
          new RouteRule.Match(
              "match at " + first.place(), patterns, validation, hashKey, to, take("stop")));
    }

    private Replacement hashKey(List<NamePattern> patterns) throws InvalidConfigException {
      expect("using");
      var key = text("a text to hash");
      var replacement = replacement(key, patterns.isEmpty() ? WHOLE : patterns.getFirst());
      for (var pattern : patterns) {
        var _ = replacement(key, pattern);
      }
      return replacement;
    }

    /// Expressions up to a keyword; none of them for `*`.
    private List<NamePattern> patterns(Predicate<Token> end) throws InvalidConfigException {
      var patterns = new ArrayList<NamePattern>();
      if (take("*")) {
        return patterns;
      }
      do {
        patterns.add(pattern(text("* or regular expressions")));
      } while (peek().isText() && !end.test(peek()) && !peek().is("stop"));
      return patterns;
    }

    private NamePattern pattern(Token token) throws InvalidConfigException {
      var text = token.text();
      for (var posix : POSIX_CLASSES.entrySet()) {
        text = text.replace(posix.getKey(), posix.getValue());
      }
      try {
        return NamePattern.of(text);
      } catch (IllegalArgumentException invalid) {
        throw new InvalidConfigException(
            token.place(), String.valueOf(invalid.getMessage()), "a regular expression");
      }
    }

    private Replacement replacement(Token token, NamePattern pattern)
        throws InvalidConfigException {
      try {
        return Replacement.carbonRelay(token.text(), pattern);
      } catch (IllegalArgumentException invalid) {
        throw new InvalidConfigException(
            token.place(), String.valueOf(invalid.getMessage()), "groups of the expression");
      }
    }

    private List<Cluster> sendTo() throws InvalidConfigException {
      if (take("send")) {
        expect("to");
        return clusterNames();
      }
      return List.of();
    }

    private List<Cluster> clusterNames() throws InvalidConfigException {
      var to = new ArrayList<Cluster>();
      do {
        var name = text("clusters' names");
        var cluster = clusters.get(name.text());
        if (cluster == null) {
          throw unexpected(name, "a cluster named before: " + String.join(", ", clusters.keySet()));
        }
        to.add(cluster);
      } while (peek().isText() && !peek().is("stop"));
      return to;
    }

    private void rewrite() throws InvalidConfigException {
      var pattern = pattern(text("a regular expression"));
      expect("into");
      rules.add(new RouteRule.Rewrite(pattern, replacement(text("a replacement"), pattern), false));
    }

    // ---- aggregate
    // -------------------------------------------------------------------------------

    private void aggregate(Token first) throws InvalidConfigException {
      var patterns = patterns(token -> token.is("every"));
      if (patterns.isEmpty()) {
        throw unexpected(first, "aggregate with regular expressions, not *");
      }
      expect("every");
      var every = number("seconds");
      expect("seconds", "expire", "after");
      var expirePlace = peek();
      var expire = number("seconds");
      if (expire <= every) {
        throw unexpected(expirePlace, "more than the " + every + " seconds of an interval");
      }
      expect("seconds");
      var moment = CRelayConf.Moment.END;
      if (take("timestamp")) {
        expect("at");
        moment = moment();
        expect("of", "bucket");
      }
      var computes = new ArrayList<CRelayConf.Compute>();
      do {
        expect("compute");
        var function = function();
        expect("write", "to");
        var name = text("a metric's name");
        for (var pattern : patterns) {
          var _ = replacement(name, pattern);
        }
        computes.add(new CRelayConf.Compute(function, name.text()));
      } while (peek().is("compute"));
      var to = sendTo();
      var stop = take("stop");
      rules.add(new RouteRule.Aggregate(aggregates.size(), patterns, stop));
      aggregates.add(
          new CRelayConf.Aggregate(
              first.place(),
              patterns.stream().map(NamePattern::text).toList(),
              every,
              expire,
              moment,
              computes,
              to.stream().map(Cluster::name).toList(),
              stop));
      generatedTo.add(to);
    }

    private CRelayConf.Moment moment() throws InvalidConfigException {
      var token = next();
      return switch (token.text()) {
        case "start" -> CRelayConf.Moment.START;
        case "middle" -> CRelayConf.Moment.MIDDLE;
        case "end" -> CRelayConf.Moment.END;
        default -> throw unexpected(token, "start, middle or end");
      };
    }

    private String function() throws InvalidConfigException {
      var token = next();
      return switch (token.text()) {
        case "sum", "summary" -> "sum";
        case "count", "cnt" -> "count";
        case "max", "maximum" -> "max";
        case "min", "minimum" -> "min";
        case "average", "avg" -> "average";
        case "median", "variance", "stddev" -> token.text();
        default -> {
          if (!token.text().matches("percentile[1-9][0-9]?")) {
            throw unexpected(
                token,
                "sum, count, max, min, average, median, percentile1 to percentile99, variance or"
                    + " stddev");
          }
          yield token.text();
        }
      };
    }

    // ---- statistics, listen, include
    // ----------------------------------------------------------------

    private void statistics(Token first) throws InvalidConfigException {
      if (take("submit")) {
        expect("every");
        interval = Duration.ofSeconds(number("seconds"));
        expect("seconds");
      }
      if (take("reset")) {
        expect("counters", "after", "interval");
        reset = true;
      }
      if (take("prefix")) {
        expect("with");
        prefix = Optional.of(text("a prefix").text());
      }
      statisticsTo(first, sendTo());
    }

    /// The older way to say where statistics go.
    private void sendStatistics(Token first) throws InvalidConfigException {
      expect("statistics", "to");
      statisticsTo(first, clusterNames());
    }

    private void statisticsTo(Token first, List<Cluster> to) {
      statisticsTo = to;
      if (take("stop") && to.isEmpty()) {
        notes.add(first.place() + ": stop has no effect here: statistics go through all rules");
      }
    }

    private void listen() throws InvalidConfigException {
      expect("type", "linemode");
      var transport = "plain";
      var tls = Optional.<CRelayConf.Tls>empty();
      if (take("transport")) {
        transport = CRelayClusters.transport(next());
        if (peek().is("ssl") || peek().is("mtls")) {
          var mutual = next().is("mtls");
          var certificate = Path.of(text("a certificate's file").text());
          tls = Optional.of(new CRelayConf.Tls(certificate, mutual));
          while (peek().is("protomin")
              || peek().is("protomax")
              || peek().is("ciphers")
              || peek().is("ciphersuites")) {
            var option = next();
            var value = text("a value").text();
            notes.add(
                option.place()
                    + ": "
                    + option.text()
                    + " "
                    + value
                    + " has no effect here: the JDK chooses");
          }
        }
      }
      do {
        var address = text("port, interface:port or path");
        expect("proto");
        var kind = next();
        listeners.add(new CRelayConf.Listen(socketKind(kind), address.text(), transport, tls));
      } while (peek().isText());
    }

    private CRelayConf.SocketKind socketKind(Token token) throws InvalidConfigException {
      return switch (token.text()) {
        case "tcp" -> CRelayConf.SocketKind.TCP;
        case "udp" -> CRelayConf.SocketKind.UDP;
        case "unix" -> CRelayConf.SocketKind.UNIX;
        default -> throw unexpected(token, "tcp, udp or unix");
      };
    }

    private void includes() throws IOException, InvalidConfigException {
      var name = text("a file, or a glob of files");
      var path = file.resolveSibling(name.text());
      if (!name.text().matches(".*[*?\\[{].*")) {
        include(path, name.place());
        return;
      }
      var folder = path.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw unexpected(name, "files in a folder that exists");
      }
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
      var matching = new ArrayList<Path>();
      try (var all = Files.list(folder)) {
        all.filter(each -> matcher.matches(each.getFileName())).sorted().forEach(matching::add);
      }
      for (var each : matching) {
        include(each, name.place());
      }
    }
  }
}

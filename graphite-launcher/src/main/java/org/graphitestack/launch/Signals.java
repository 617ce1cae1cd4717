// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/// Signals of the operating system.
///
/// The JDK's only interface to them, `sun.misc.Signal` of module `jdk.unsupported`, cannot be named
/// without a compiler warning that nothing silences, so it is called by reflection, here and
/// nowhere else. A shutdown hook would not do: it cannot tell a second SIGTERM from the first.
final class Signals {

  private Signals() {}

  /// Calls `handler` with the signal's name, on a thread of its own, each time the process gets one
  /// of `names` (`TERM`, `INT`, `HUP`). A signal this system does not have is passed over.
  static void onSignal(Consumer<String> handler, String... names) {
    for (var name : names) {
      try {
        register(name, handler);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        System.getLogger(Signals.class.getName())
            .log(System.Logger.Level.WARNING, "signal " + name + ": cannot be handled here", e);
      }
    }
  }

  private static void register(String name, Consumer<String> handler)
      throws ReflectiveOperationException {
    var signalClass = Class.forName("sun.misc.Signal");
    var handlerClass = Class.forName("sun.misc.SignalHandler");
    var proxy =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handlerClass},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "handle" -> {
                    handler.accept(name);
                    yield null;
                  }
                  case "equals" -> isSame(self, arguments[0]);
                  case "hashCode" -> System.identityHashCode(self);
                  default -> "handler of SIG" + name;
                });
    var signal = signalClass.getConstructor(String.class).newInstance(name);
    signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, proxy);
  }

  @SuppressWarnings("ReferenceEquality") // a proxy's own equals is what is being answered here
  private static boolean isSame(Object self, Object other) {
    return self == other;
  }
}

// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Formats every Java file below the working directory, or checks that all of them are formatted.
///
/// Usage: `java -cp google-java-format.jar build/Format.java check|apply`. Started by the root pom
/// on JDK 25, because the formatter parses with the compiler of the JDK that runs it.
final class Format {

  public static void main(String[] arguments) throws Exception {
    var check = arguments.length == 1 && arguments[0].equals("check");
    if (!check && !(arguments.length == 1 && arguments[0].equals("apply"))) {
      System.err.println("usage: Format.java check|apply");
      System.exit(2);
    }
    var command = new ArrayList<String>();
    command.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    command.addAll(sources(Path.of("")));
    var out = new PrintWriter(System.out, true);
    var exit =
        new Main(out, new PrintWriter(System.err, true), System.in)
            .format(command.toArray(String[]::new));
    if (check && exit != 0) {
      System.err.println(
          "The files above are not formatted; mend with: mvn -N initialize exec:exec@format-apply");
    }
    System.exit(exit);
  }

  private static List<String> sources(Path root) throws IOException {
    var found = new ArrayList<String>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.toString().isEmpty() ? "" : folder.getFileName().toString();
            // Maven's target/ lies beside a src/; a package may well be called target.
            var built = name.equals("target") && !folder.toString().contains("src");
            return built || (name.startsWith(".") && name.length() > 1)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}

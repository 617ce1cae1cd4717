// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.graphitestack.relay.aggregate.AggregationFunction;
import org.graphitestack.relay.aggregate.AggregationRule;
import org.graphitestack.relay.aggregate.AggregationRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationRulesFileTest {

  @TempDir private Path folder;
  private AggregationRulesFile file = new AggregationRulesFile(Path.of("."));

  @BeforeEach
  void inFolder() {
    file = new AggregationRulesFile(folder.resolve("aggregation-rules.conf"));
  }

  @Test
  void load_linesCommentsAndBlanks_givesTheRulesInOrder() throws Exception {
    write(
        """
        # The form of each line in this file should be as follows:
        #   output_template (frequency) = method input_pattern

        <env>.applications.<app>.all.requests (60) = sum <env>.applications.<app>.*.requests
          \t<a>.<m>  (10)=p95   <a>.*.<<m>>\t
        #off (1) = sum x
        """);
    assertThat(file.load())
        .containsExactly(
            AggregationRule.of(
                "<env>.applications.<app>.all.requests",
                60,
                AggregationFunction.SUM,
                "<env>.applications.<app>.*.requests"),
            AggregationRule.of("<a>.<m>", 10, AggregationFunction.percentile(0.95), "<a>.*.<<m>>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# a (1) = sum b", "\ufeff\r\n\r\n"})
  void load_nothing_givesNoRules(String text) throws Exception {
    write(text);
    assertThat(file.load()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(60)", "60", "((60))", "60)", "(+60)", "(6_0)", "(060)"})
  void load_frequency_asPythonReadsIt(String frequency) throws Exception {
    write("a " + frequency + " = sum b");
    assertThat(file.load().getFirst().frequencySeconds()).isEqualTo(60);
  }

  @Test
  void load_equalsSignInThePattern_isTheInputs() throws Exception {
    write("a (60) = sum b=c");
    var found = new ArrayList<String>();
    new AggregationRules(file.load())
        .of("b=c", (_, output) -> found.add(new String(output, StandardCharsets.UTF_8)));
    assertThat(found).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a (60) sum b | a (60) sum b | output (seconds) = method input",
        "a = sum b | a = sum b | output (seconds) = method input",
        "a (60) = b | a (60) = b | output (seconds) = method input",
        "a (60) = | a (60) = | output (seconds) = method input",
        "= sum b | = sum b | output (seconds) = method input",
        "a b (60) = sum b | a b (60) = sum b | output (seconds) = method input",
        "a (60) = sum b # c | a (60) = sum b # c | output (seconds) = method input",
        "a (0) = sum b | frequency (0) | whole seconds >= 1, as in (60)",
        "a (-60) = sum b | frequency (-60) | whole seconds >= 1, as in (60)",
        "a (60s) = sum b | frequency (60s) | whole seconds >= 1, as in (60)",
        "a (1.5) = sum b | frequency (1.5) | whole seconds >= 1, as in (60)",
        "a () = sum b | frequency () | whole seconds >= 1, as in (60)",
        "a (99999999999) = sum b | frequency (99999999999) | whole seconds >= 1, as in (60)",
        "a (60) = mean b | method: mean | one of avg, count, last, max,",
        "<y> (60) = sum <x> | field <y> in the output | one of the input's [x]",
        "a (60) = sum <x>.<x> | field <x> again | each field once",
      })
  void load_aBadLine_saysFileLineFoundAndExpected(String line, String found, String expected)
      throws Exception {
    write("good (60) = sum in\n\n" + line + "\n");
    assertThatThrownBy(() -> file.load())
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(file.path() + ":3: " + found + " (expected: " + expected);
  }

  @Test
  void load_aPatternThatIsNone_saysWhere() throws Exception {
    write("a (60) = sum b[");
    assertThatThrownBy(() -> file.load())
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(file.path() + ":1: input b[: a class without its end")
        .hasMessageEndingWith(
            "(expected: <field>, <<field>>, * and regular expressions between dots)");
  }

  @Test
  void load_noFileOrNoText_fails() throws Exception {
    assertThatThrownBy(() -> file.load()).isInstanceOf(NoSuchFileException.class);
    Files.write(file.path(), new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> file.load()).isInstanceOf(MalformedInputException.class);
  }

  private void write(String text) throws IOException {
    Files.writeString(file.path(), text);
  }
}

// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/9, 10.128.0.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "::1, [::1], true",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "10.0.0.0/8, ::1, false",
    "10.0.0.0/8, localhost, false",
    "10.0.0.0/8, '', false",
  })
  void contains_addressesThatBeginAlike(String range, String address, boolean contained) {
    assertThat(AddressRange.parse(range).contains(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0",
        "10.0.0.0/33",
        "10.0.0.0/",
        "::1/129",
        "1.2.3.4/-1",
        "1"
      })
  void parse_whatIsNoRange_isRefused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: an address such as");
  }

  @Test
  void network_ofIpv6_isTheCustomers() {
    assertThat(AddressRange.network("2001:db8:1:2::1"))
        .isEqualTo(AddressRange.network("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(AddressRange.network("2001:db8:1:3::1"));
    assertThat(AddressRange.network("10.0.0.1")).isEqualTo("10.0.0.1");
  }
}

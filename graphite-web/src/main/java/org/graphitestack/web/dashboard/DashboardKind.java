// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.dashboard;

/// What is kept under a name; both kinds have names of their own.
public enum DashboardKind {
  DASHBOARD("dashboard"),
  /// A dashboard with places where a value is put in.
  TEMPLATE("template");

  private final String word;

  DashboardKind(String word) {
    this.word = word;
  }

  /// As it stands in the table and in messages.
  public String word() {
    return word;
  }
}

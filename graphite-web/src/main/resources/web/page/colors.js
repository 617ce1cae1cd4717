// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Colours of the series: apart in hue and lightness, legible on the ground of their theme.

const LIGHT = [
  '#1f6fc4', '#c8501e', '#1a8a5a', '#8a4fc0', '#b3861a',
  '#c23a73', '#12879a', '#6b7a1e', '#5a62c8', '#8a5a3c',
];
const DARK = [
  '#6cb2f7', '#f2935c', '#57cf96', '#bb92f0', '#e6c35a',
  '#f088b4', '#4fc9dc', '#b5c653', '#9aa3f5', '#cfa283',
];

/**
 * @param {number} index of the series in the graph
 * @param {boolean} dark
 */
export function seriesColor(index, dark) {
  const palette = dark ? DARK : LIGHT;
  if (index < palette.length) {
    return palette[index];
  }
  const hue = Math.round(index * 137.5) % 360;
  return dark ? `hsl(${hue} 65% 70%)` : `hsl(${hue} 65% 40%)`;
}

// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Examples of the page's pure functions, run inside the browser under test. The last argument is
// called with a list of {name, found, expected} as JSON texts.

const [root, done] = arguments;

/** @type {[string, any, any][]} */
const examples = [];

function example(name, found, expected) {
  examples.push([name, found, expected]);
}

async function specify() {
  const url = await import(`${root}/page/url.js`);
  const time = await import(`${root}/page/time.js`);
  const completion = await import(`${root}/page/completion.js`);
  const series = await import(`${root}/page/series.js`);
  const api = await import(`${root}/page/api.js`);
  const tree = await import(`${root}/page/tree.js`);
  const call = await import(`${root}/page/call.js`);
  const live = await import(`${root}/page/live.js`);
  const boards = await import(`${root}/page/dashboard-state.js`);

  const blank = { targets: [], from: '-1h', until: '', refresh: 0, view: 'chart', extra: [] };
  const on = (text) => ({ text, enabled: true });
  const off = (text) => ({ text, enabled: false });

  example('parseState, no query: the last hour of nothing', url.parseState(''), blank);
  example('parseState, target without from: the last 24 hours', url.parseState('?target=a.b').from, '-24h');
  example(
    'parseState, targets left out: keep their place',
    url.parseState('?target=a&_off=b&target=c').targets,
    [on('a'), off('b'), on('c')],
  );
  example('parseState, target[] beside target: is ignored', url.parseState('?target[]=a&target=b').targets, [on('b')]);
  example('parseState, only target[]: is read', url.parseState('?target[]=a').targets, [on('a')]);
  example('parseState, unknown parameters: are kept in order', url.parseState('?title=T&now=1&tz=UTC').extra, [
    ['title', 'T'],
    ['now', '1'],
    ['tz', 'UTC'],
  ]);
  example('parseState, format and noCache: are dropped', url.parseState('?format=json&noCache=1').extra, []);
  example('parseState, refresh not offered: is off', url.parseState('?target=a&_refresh=2').refresh, 0);
  example('parseState, refresh of 1: is live', url.parseState('?target=a&_refresh=1').refresh, 1);
  example('pollSeconds, live: not every second', [url.pollSeconds(1), url.pollSeconds(10), url.pollSeconds(0)], [5, 10, 0]);
  const full = '?target=f(a.*,b)&_off=c&from=-6h&until=-1h&title=A%20%26%20B&_refresh=10&_view=image';
  example('pageQuery, of a parsed address: is that address', url.pageQuery(url.parseState(full)), full);
  example('pageQuery, blank page: is empty', url.pageQuery(blank), '');
  example(
    'renderQuery, image: has the size and only what is shown',
    url.renderQuery(url.parseState(full), { width: 800, height: 300 }),
    '?target=f(a.*,b)&from=-6h&until=-1h&title=A%20%26%20B&width=800&height=300',
  );
  example(
    'renderQuery, size in the address: wins',
    url.renderQuery(url.parseState('?target=a&width=99'), { width: 800, height: 300 }),
    '?target=a&from=-24h&width=99&height=300',
  );
  example(
    'renderQuery, json: has no size',
    url.renderQuery(url.parseState('?target=a&width=99'), { format: 'json', maxDataPoints: 640 }),
    '?target=a&from=-24h&format=json&maxDataPoints=640',
  );
  example(
    'renderQuery, fresh: passes by the caches',
    url.renderQuery(url.parseState('?target=a'), { format: 'json', fresh: 7 }),
    '?target=a&from=-24h&format=json&noCache=1&_salt=7',
  );
  example(
    'renderQuery, quotes and plus in a target: are encoded',
    url.renderQuery({ ...blank, targets: [on("alias(a,'x+y')")] }),
    '?target=alias(a,%27x%2By%27)&from=-1h',
  );
  example('toggleTarget, absent: is added', url.toggleTarget(blank, 'a').targets, [on('a')]);
  example('toggleTarget, present: is taken away', url.toggleTarget({ ...blank, targets: [on('a')] }, 'a').targets, []);

  example('secondsAgo, units', ['-15min', '-2days', '-1y', '-1mon'].map(time.secondsAgo), [
    900, 172800, 31536000, 2592000,
  ]);
  example('secondsAgo, no offset: is nothing', time.secondsAgo('yesterday') === undefined, true);
  example('isPreset, other spelling: matches', time.isPreset({ from: '-1day', until: 'now' }, '-24h'), true);
  example('isPreset, other end: does not', time.isPreset({ from: '-24h', until: '-1h' }, '-24h'), false);
  example('isPreset, absolute: does not', time.isPreset({ from: '1750000000', until: '' }, '-24h'), false);
  example('slice, second half', time.slice([1000, 2000], 0.5, 1), { from: '1500', until: '2000' });
  example('slice, wider', time.slice([1000, 2000], -0.5, 1.5), { from: '500', until: '2500' });
  example('slice, one moment: stays a range', time.slice([1000, 1000], 0, 0), { from: '1000', until: '1001' });
  example('zoneOf, unknown: is the own one', time.zoneOf('No/Where') === time.zoneOf(undefined), true);

  const node = (path, leaf = true) => ({ path, name: path.split('.').at(-1), leaf });
  const paths = (nodes) => nodes.map(({ path }) => path);
  example('patternsFor, a word: level by level', completion.patternsFor('cpu').slice(0, 3), [
    '*cpu*',
    '*.*cpu*',
    '*.*.*cpu*',
  ]);
  example('patternsFor, a path: exact, abbreviated, deeper', completion.patternsFor('web.c').slice(0, 3), [
    'web.*c*',
    '*web*.*c*',
    '*.web.*c*',
  ]);
  example('patternsFor, a trailing dot: the children', completion.patternsFor('a.b.')[0], 'a.b.*');
  example('patternsFor, a pattern: as it stands', completion.patternsFor('web*.{cpu,mem}')[0], 'web*.{cpu,mem}');
  example('patternsFor, a call: nothing to find', completion.patternsFor('scale(a.b, 2)'), []);
  example('patternsFor, blanks: nothing to find', completion.patternsFor('  '), []);
  example(
    'rank, exact before beginning before word before part',
    paths(completion.rank([node('a.xcpu'), node('a.b_cpu'), node('a.cpus'), node('a.b.cpu'), node('z.cpu')], 'cpu')),
    ['z.cpu', 'a.b.cpu', 'a.cpus', 'a.b_cpu', 'a.xcpu'],
  );
  example('rank, numbers in names: by value', paths(completion.rank([node('web10'), node('web9')], 'web')), [
    'web9',
    'web10',
  ]);
  example('rank, several words: all occur', paths(completion.rank([node('web.cpu'), node('db.cpu')], 'web cpu')), [
    'web.cpu',
  ]);
  example('rank, found twice: shown once', completion.rank([node('a'), node('a')], 'a').length, 1);
  example('rank, leaf and branch of one name: both', completion.rank([node('a'), node('a', false)], 'a').length, 2);
  example('cutAtMatch, marks the last place', completion.cutAtMatch('cpu.web.cpu', 'cpu'), ['cpu.web.', 'cpu', '']);

  const row = (times, values) => ({ name: 'n', times, values });
  example('align, same times: columns as they are', series.align([row([1, 2], [3, 4]), row([1, 2], [5, null])]), [
    [1, 2],
    [3, 4],
    [5, null],
  ]);
  const mixed = series.align([row([0, 10, 20], [1, 2, 3]), row([0, 20], [7, 8])]);
  example('align, coarser series: has no slot between, and no gap', mixed[2][1] === undefined, true);
  const gap = series.align([row([0, 10, 20], [1, 2, 3]), row([0, 20], [7, null])]);
  example('align, coarser series with a gap: the gap begins at its last value', gap[2], [7, null, null]);
  example('summarize, gaps are left out', series.summarize([1, null, 3]), { last: 3, min: 1, max: 3, average: 2 });
  example('summarize, nothing there', series.summarize([null]), {});
  example('isolated, single values between gaps', series.isolated([1, null, 2, 3, null, 4], 0, 5), [0, 5]);
  example('isolated, no slot is no gap', series.isolated([1, undefined, 2], 0, 2), []);
  example('formatValue', [0, 0.12345, 42.6941, 12345, -5e9, 1e-7, null].map(series.formatValue), [
    '0',
    '0.123',
    '42.694',
    '12.35 k',
    '-5 G',
    '1.00e-7',
    '–',
  ]);

  example(
    'reason, a 400: the message alone',
    api.reason(400, 'Invalid parameters (a &lt; b); targets: &quot;f(x)&quot;'),
    'a < b',
  );
  example(
    'reason, an error page: its words',
    api.reason(500, '<body>\n<h1>Internal Server Error</h1>\n<p>See 7.</p>\n</body>'),
    'Internal Server Error: See 7.',
  );
  example('reason, an empty answer: the status', api.reason(502, ''), 'The server answered 502.');

  const loaded = new Map([
    ['', [node('a', false), node('b')]],
    ['a', [node('a.c')]],
  ]);
  const keys = (open) => tree.visibleRows(loaded, new Set(open)).map(({ key, level }) => `${level} ${key}`);
  example('visibleRows, closed: the roots', keys([]), ['1 branch a', '1 leaf b']);
  example('visibleRows, open: children below their branch', keys(['a']), ['1 branch a', '2 leaf a.c', '1 leaf b']);

  example('parseCall, quotes and brackets: are no separators', call.parseCall("f(a.{b,c}, 'x,)y', g(h, 1))"), {
    name: 'f',
    args: ['a.{b,c}', "'x,)y'", 'g(h, 1)'],
  });
  example('parseCall, a path or two calls: is none', [call.parseCall('a.b'), call.parseCall('f(a).g(b)')].map(String), [
    'undefined',
    'undefined',
  ]);
  example('unwrap, arguments that are targets: stay', call.unwrap("asPercent(a.b, sum(c), 100, 'x', n=1, true)"), [
    'a.b',
    'sum(c)',
  ]);
  example('unwrap, no call: is itself', call.unwrap('a.b'), ['a.b']);
  const seriesOf = (multiple) => ({ name: 'seriesList', type: 'seriesList', required: true, multiple });
  const scale = { name: 'scale', params: [seriesOf(false), { name: 'factor', type: 'float', required: true }] };
  const sum = { name: 'sumSeries', params: [seriesOf(true)] };
  const summarize = {
    name: 'summarize',
    params: [seriesOf(false), { name: 'interval', type: 'interval' }, { name: 'func', type: 'aggFunc' }, { name: 'align', type: 'boolean' }],
  };
  example('applied, of one: wraps each that is chosen', call.applied(['a', 'b'], new Set([1]), scale, { factor: '2' }), [
    'a',
    'scale(b, 2)',
  ]);
  example('applied, of many: takes all in one call', call.applied(['a', 'b', 'c'], new Set([0, 2]), sum, {}), [
    'sumSeries(a, c)',
    'b',
  ]);
  example(
    'applied, a parameter left out: names the later ones',
    call.applied(['a'], new Set([0]), summarize, { interval: '1h', align: 'true' }),
    ["summarize(a, '1h', align=true)"],
  );
  const without = { name: 'constantLine', params: [{ name: 'value', type: 'float', required: true }] };
  example('applied, no series: adds a target', call.applied(['a'], new Set(), without, { value: '5' }), [
    'a',
    'constantLine(5)',
  ]);
  example('literal, several nodes and tags', call.literal({ type: 'nodeOrTag', multiple: true }, '1, host'), "1, 'host'");
  example('literal, a quote within: changes the quotes', call.literal({ type: 'string' }, "it's"), '"it\'s"');
  example('literal, quoted already: stays', call.literal({ type: 'string' }, '"x"'), '"x"');

  const old = {
    name: 'db1',
    timeConfig: { type: 'relative', relativeStartQuantity: '2', relativeStartUnits: 'hours', relativeUntilQuantity: '',
      relativeUntilUnits: 'now', startDate: '2024-01-01T09:00:00', startTime: '9:00 AM', endDate: '2024-01-01T17:00:00',
      endTime: '5:00 PM' },
    refreshConfig: { enabled: false, interval: 30000 },
    graphSize: { width: 400, height: 250 },
    defaultGraphParams: { from: '-2hours', until: 'now', width: 400, height: 250 },
    graphs: [['target=a.b', { target: ['a.b'], title: 'A' },
      '/render?target=a.b&from=-2hours&until=now&width=400&height=250&title=A']],
    ofOthers: { kept: [1] },
  };
  example("dashboard, graphite-web's: is written as it was read", boards.writeDashboard(boards.readDashboard(old)), old);
  const absolute = boards.readDashboard({ ...old, defaultGraphParams: {}, timeConfig: { ...old.timeConfig, type: 'absolute' } });
  example('dashboard, absolute times: are epoch times', Number(absolute.until) - Number(absolute.from), 8 * 3600);
  example('dashboard, only an address: has its targets and parameters', boards.readDashboard({
    graphs: [['target=a&target=b', null, '/render?target=a&target=b&lineMode=staircase&width=9']] }).graphs[0].params,
    [['lineMode', 'staircase']]);
  const graphs = ['a', 'b', 'c'].map((target) => boards.newGraph([target]));
  const targets = (list) => list.map((graph) => graph.targets.join('+')).join();
  example('moved, forward and back', [boards.moved(graphs, 0, 2), boards.moved(graphs, 2, 0), boards.moved(graphs, 0, 3)]
    .map(targets), ['b,a,c', 'c,a,b', 'b,c,a']);
  example('merged, into an earlier one', targets(boards.merged(graphs, 2, 0)), 'a+c,b');
  example('needsImage, what the chart knows: none', boards.needsImage(url.parseState('?target=a&title=T&areaMode=all')), false);
  example('needsImage, stacked: one', boards.needsImage(url.parseState('?target=a&areaMode=stacked')), true);
  example('pathOf, address and fragment', [
    boards.pathOf({ pathname: '/x/dashboard/a%20b', hash: '' }),
    boards.pathOf({ pathname: '/dashboard/', hash: '#t/v' }),
    boards.pathOf({ pathname: '/dashboard', hash: '' }),
  ], ['a b', 't/v', '']);
  example('windowOf, relative and absolute', [
    boards.windowOf({ from: '-1h', until: '' }, 10000),
    boards.windowOf({ from: '1500000000', until: '1500000600' }, 0),
  ], [[6400, 10000], [1500000000, 1500000600]]);

  const scheme = { name: 'S', pattern: 'servers.<place>.<host>.', fields: [] };
  example('filledUpTo, a field: what is before it', boards.filledUpTo(scheme, { place: 'a,b' }, 'host', true), 'servers.{a,b}.');
  example('filledUpTo, the end: fields without a value are stars', boards.filledUpTo(scheme, {}, undefined, true), 'servers.*.*.');
  example('variants, not wanted or written already', [boards.variants('a,b', false), boards.variants('x.{a,b}', true)], ['a,b', 'x.{a,b}']);
  const pressed = { key: 'x', code: 'KeyX', altKey: true, ctrlKey: false, shiftKey: false, metaKey: false };
  example('isShortcut', [
    boards.isShortcut('alt-x', pressed),
    boards.isShortcut('ctrl-x', pressed),
    boards.isShortcut('x', pressed),
    boards.isShortcut(undefined, pressed),
    boards.isShortcut('alt-enter', { ...pressed, key: 'Enter', code: 'Enter' }),
    boards.isShortcut('shift-space', { ...pressed, key: ' ', code: 'Space', altKey: false, shiftKey: true }),
  ], [true, false, false, false, true, true]);

  const drawn = [{ name: 'a', times: [10, 20, 30], values: [1, 2, null] }, { name: 'b', times: [10, 20], values: [5, 6] }];
  example(
    'withPoints, new, changed and past points',
    live.withPoints(drawn, { from: 20, series: [{ series: 0, datapoints: [[3, 30], [4, 40], [null, 50]] }] }),
    [{ name: 'a', times: [20, 30, 40, 50], values: [2, 3, 4, null] }, { name: 'b', times: [20], values: [6] }],
  );
  example('withPoints, all of it is past', live.withPoints(drawn, { from: 99, series: [] })[0].times, []);
  example('withPoints, what was drawn before: stays', drawn[0].values, [1, 2, null]);
  example('streamUrl, of two graphs', api.streamUrl(['?target=a&from=-1h', '?target=b'], 5).replace(root, ''),
    '/render/stream?every=5&graph=target%3Da%26from%3D-1h&graph=target%3Db');
}

specify().then(
  () =>
    done(
      examples.map(([name, found, expected]) => ({
        name,
        found: JSON.stringify(found),
        expected: JSON.stringify(expected),
      })),
    ),
  (failure) => done([{ name: 'the examples themselves', found: String(failure.stack), expected: 'no error' }]),
);

#!/usr/bin/env python3
"""Records what carbon's own aggregator answers, for the tests beside this file.

    git clone https://github.com/graphite-project/carbon
    python3.11 record.py carbon/lib

Carbon's modules run as they are; Twisted's LoopingCall, the settings and the clock are small
stand-ins, so nothing has to be installed. Python 3.12 and later add differently: use 3.11.
"""
import random
import sys
import types

LIB = sys.argv[1]
NOW = [1_700_000_000]


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made
    return made


class LoopingCall:
    """Calls at start + n * interval; a late call skips what it missed."""

    tasks = []

    def __init__(self, call):
        self.call = call
        self.running = False

    def start(self, interval, now):
        assert not now
        self.interval = interval
        self.due = NOW[0] + interval
        self.running = True
        LoopingCall.tasks.append(self)

    def stop(self):
        self.running = False

    @classmethod
    def run_due(cls):
        for task in list(cls.tasks):
            if task.running and task.due <= NOW[0]:
                task.call()
                task.due += ((NOW[0] - task.due) // task.interval + 1) * task.interval
        cls.tasks = [task for task in cls.tasks if task.running]


class Settings(dict):
    __getattr__ = dict.__getitem__


settings = Settings(
    CACHE_METRIC_NAMES_TTL=0, CACHE_METRIC_NAMES_MAX=0, FORWARD_ALL=True, LOG_AGGREGATOR_MISSES=False)
sent = []
quiet = lambda *_, **__: None
module('cachetools', TTLCache=dict, LRUCache=dict)
module('twisted')
module('twisted.internet')
module('twisted.internet.task', LoopingCall=LoopingCall)
carbon = module('carbon')
carbon.__path__ = [LIB + '/carbon']
carbon.log = module('carbon.log', err=quiet, debug=quiet, aggregator=quiet, msg=quiet)
module('carbon.conf', settings=settings)
carbon.state = module(
    'carbon.state',
    events=types.SimpleNamespace(metricGenerated=lambda path, point: sent.append((path, point))),
    instrumentation=types.SimpleNamespace(increment=quiet))
module('carbon.instrumentation', increment=quiet)
module('carbon.pipeline', Processor=object)

import carbon.aggregator.buffers as buffers
import carbon.aggregator.rules as rules
from carbon.aggregator.processor import AggregationProcessor

buffers.time = types.SimpleNamespace(time=lambda: NOW[0] + 0.25)

PATTERNS = [
    ('<env>.applications.<app>.*.requests', '<env>.applications.<app>.all.requests'),
    ('<env>.applications.<app>.*.<<m>>', '<env>.applications.<app>.all.<m>'),
    (r'<env>.applications.<app>.<domain>\d{2}.requests', '<env>.applications.<app>.<domain>.requests'),
    ('hosts.w*r.cpu', 'hosts.all.cpu'),
    ('a.b', 'agg.b'),
    ('pre-<x>-post.y', 'out.<x>'),
    ('<<all>>.count', 'total.<all>'),
    ('<host_name>.<<the_rest>>', '<the_rest>.by.<host_name>'),
    ('a.<x>.c.<y>', '<y>.<x>.<y>'),
    (r'a.(b|c)+.<x>', 'alt.<x>'),
    ('*.*', 'two'),
    ('*', 'one.node'),
    (r'h[0-9]{1,2}.<x>', 'h.<x>.%%'),
    (r'x(-<opt>)?.y', 'opt.<opt>'),
    ('%s.<x>', '%(x)s.old.style'),
    ('.lead.<x>', 'lead.<x>'),
    (r'twin.<x>.(?P=x)', 'twin.<x>'),
    ('env.w*.cpu*', 'stars'),
]
NAMES = [
    'prod.applications.apache.www01.requests', 'prod.applications.apache.www01.requests.extra',
    'prod.applications.apache.requests', 'dev.applications.nginx.web7.latency.p99',
    'hosts.worker.cpu', 'hosts.wr.cpu', 'hosts.w.x.r.cpu', 'a.b', 'axb', 'a.b.c', 'x.a.b',
    'pre-1-post.y', 'pre-a.b-post.y', 'a.b.count', 'count', '.count', 'a.one.c.two', 'a.b.c.d.e',
    'a.bcb.x', 'a.bcb.x.y', 'h1.cpu', 'h12.cpu', 'h123.cpu', 'x.y', 'x-1.y', '%s.x', '.lead.x',
    'lead.x', 'twin.p.p', 'twin.p.q', 'env.w1.cpu2', 'env.w.cpu', 'env.w1.cpu2.x', 'hôte.é',
    'h٣.cpu',
]


def record_names():
    with open('names.tsv', 'w', encoding='utf-8') as out:
        out.write('# input pattern, output template, name, output (- = no match)\n')
        for input_pattern, template in PATTERNS:
            rule = rules.AggregationRule(input_pattern, template, 'sum', 60)
            for name in NAMES:
                output = rule.get_aggregate_metric(name)
                out.write('\t'.join((input_pattern, template, name, output or '-')) + '\n')


def value_lists(chance):
    yield [1.0, 2.0, 3.0, 4.0]
    yield [5.0]
    yield [3.0, -1.0, 2.5, 10.0, 7.0, 0.0]
    yield [float(i) for i in range(101)]
    yield [0.1] * 10
    yield [1e308, 1e308, -1e308]
    yield [1e16, 1.0, -1e16]
    yield [5e-324, -5e-324, 1e-310]
    yield [float('inf'), 1.0, 2.0]
    yield [-0.0]
    for count in (2, 3, 7, 10, 11, 100, 257):
        yield [chance.uniform(-1000, 1000) for _ in range(count)]
        yield [chance.expovariate(1e-3) * 10 ** chance.randint(-12, 12) for _ in range(count)]


def record_functions():
    with open('functions.tsv', 'w', encoding='utf-8') as out:
        out.write('# method, result, values\n')
        for values in value_lists(random.Random(20261126)):
            for method, function in rules.AGGREGATION_METHODS.items():
                texts = ' '.join(map(repr, values))
                out.write('\t'.join((method, repr(float(function(values))), texts)) + '\n')


def record_rounds(file, seed, **options):
    """Points, seconds and what went out in them. One or several lines each second."""
    chance = random.Random(seed)
    settings.update(options)
    buffers.BufferManager.clear()
    LoopingCall.tasks = []
    NOW[0] = 1_700_000_000
    rules.RuleManager.rules = [
        rules.AggregationRule('in.<host>.cpu', 'sum.<host>', 'sum', 10),
        rules.AggregationRule('in.*.cpu', 'avg.all', 'avg', 15),
        rules.AggregationRule('in.*.<what>', 'p90.<what>', 'p90', 20),
        rules.AggregationRule('in.b.*', 'sum.a', 'max', 7),
    ]
    processor = AggregationProcessor()
    with open(file, 'w', encoding='utf-8') as out:
        out.write('# %s\n' % ' '.join('%s=%s' % option for option in sorted(options.items())))
        for rule in rules.RuleManager.rules:
            out.write('rule\t%s\t%d\t%s\t%s\n' % (
                rule.output_pattern, rule.frequency, rule.method, rule.input_pattern))
        for second in range(400):
            NOW[0] += 1
            quiet_time = 150 < second < 290
            for _ in range(0 if quiet_time else chance.randint(0, 3)):
                name = 'in.%s.%s' % (chance.choice('abc'), chance.choice(('cpu', 'disk')))
                late = chance.choice((0, 0, 0, 0, 3, 12, 40, 95, 300, -5))
                point = (NOW[0] - late, chance.randint(-999, 999) / 8)
                passed = list(processor.process(name, point))
                assert passed
                out.write('point\t%s\t%d\t%r\n' % ((name,) + point))
            LoopingCall.run_due()
            out.write('second\t%d\n' % NOW[0])
            for path, (timestamp, value) in sorted(sent):
                out.write('sent\t%s\t%d\t%r\n' % (path, timestamp, float(value)))
            sent.clear()


assert sys.version_info < (3, 12)
record_names()
record_functions()
record_rounds('rounds-default.tsv', 1, MAX_AGGREGATION_INTERVALS=5, WRITE_BACK_FREQUENCY=None)
record_rounds('rounds-write-back.tsv', 2, MAX_AGGREGATION_INTERVALS=5, WRITE_BACK_FREQUENCY=4)
record_rounds('rounds-one-interval.tsv', 3, MAX_AGGREGATION_INTERVALS=1, WRITE_BACK_FREQUENCY=None)

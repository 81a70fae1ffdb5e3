"""Writes cases.json: schemas of the subset that Roundhouse checks, values, and what PyPI's jsonschema says of them.

    pip install jsonschema && python3 generate.py > cases.json
"""
import json
import random

import jsonschema

KEYS = ['a', 'b', 'c', 'é', '']
SCALARS = [None, True, False, 0, 1, -1, 2, 7, 1.0, 1.5, -2.5, 100, 0.5, 10**15, '', 'a', 'ab', 'abc', 'é', '\U0001f600\U0001f600',
           'e\u0301']
TYPES = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object']


def value(r, depth=0):
    kind = r.randrange(4 if depth < 3 else 2)
    if kind < 2:
        return r.choice(SCALARS)
    if kind == 2:
        return [value(r, depth + 1) for _ in range(r.randrange(4))]
    return {r.choice(KEYS): value(r, depth + 1) for _ in range(r.randrange(4))}


def schema(r, depth=0):
    if r.random() < 0.08:
        return r.random() < 0.7
    s = {}
    for _ in range(r.randrange(1, 4)):
        add(r, s, depth)
    return s


def add(r, s, depth):
    inner = (lambda: schema(r, depth + 1)) if depth < 3 else (lambda: {'type': r.choice(TYPES)})
    kind = r.randrange(22)
    if kind < 3:
        s['type'] = r.choice(TYPES) if r.random() < 0.7 else r.sample(TYPES, r.randrange(1, 4))
    elif kind == 3:
        s['enum'] = [value(r, 2) for _ in range(r.randrange(1, 5))]
    elif kind == 4:
        s['const'] = value(r, 2)
    elif kind == 5:
        s[r.choice(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])] = r.choice([0, 1, 1.0, 1.5, -1, 7])
    elif kind == 6:
        s['multipleOf'] = r.choice([1, 2, 0.5, 7, 1.0])
    elif kind == 7:
        s[r.choice(['minLength', 'maxLength'])] = r.randrange(4)
    elif kind == 8:
        s[r.choice(['minItems', 'maxItems'])] = r.randrange(4)
    elif kind == 9:
        s[r.choice(['minProperties', 'maxProperties'])] = r.randrange(4)
    elif kind == 10:
        s['uniqueItems'] = r.random() < 0.8
    elif kind == 11:
        s['required'] = r.sample(KEYS, r.randrange(3))
    elif kind <= 13:
        s['properties'] = {k: inner() for k in r.sample(KEYS, r.randrange(1, 4))}
    elif kind == 14:
        s['additionalProperties'] = inner()
    elif kind == 15:
        s['items'] = inner()
    elif kind == 16:
        s['prefixItems'] = [inner() for _ in range(r.randrange(1, 3))]
    elif kind == 17:
        s['allOf'] = [inner() for _ in range(r.randrange(1, 3))]
    elif kind == 18:
        s['anyOf'] = [inner() for _ in range(r.randrange(1, 4))]
    elif kind == 19:
        s['oneOf'] = [inner() for _ in range(r.randrange(1, 4))]
    elif kind == 20:
        s['not'] = inner()
    elif depth == 0:
        s['$defs'] = {'x': inner(), 'a/b~c': {'items': {'$ref': '#'}, 'type': ['array', 'null', 'number']}}
        s['properties'] = {'a': {'$ref': '#/$defs/x'}, 'b': {'$ref': '#/$defs/a~1b~0c'}, 'c': {'$ref': '#'}}
    else:
        s.update({'title': 't', 'description': 'd', 'default': 1, 'examples': [1], 'format': 'email'})


def main():
    r = random.Random(2020)
    cases = []
    while len(cases) < 500:
        s = schema(r)
        jsonschema.Draft202012Validator.check_schema(s)
        validator = jsonschema.Draft202012Validator(s)
        values = [value(r) for _ in range(4)]
        verdicts = [validator.is_valid(v) for v in values]
        # Schemas that say the same of everything teach little; keep a few.
        if len(set(verdicts)) == 1 and r.random() < 0.7:
            continue
        cases.append({'schema': s, 'values': values, 'valid': verdicts})
    print('[\n' + ',\n'.join(json.dumps(c, ensure_ascii=False, separators=(',', ':')) for c in cases) + '\n]')


main()

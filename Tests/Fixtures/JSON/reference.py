"""Writes JSON texts, good and bad, and what Python's json module makes of them: hexadecimal text, tab, verdict.

The verdict is `no`, or the value written again. Python is more lenient than RFC 8259 in two ways that are refused here:
constants such as NaN, and lone surrogates. Numbers beyond doubles are written as the string "huge".
"""
import json
import random
import sys

LETTERS = ['a', 'Z', '0', ' ', '/', '"', '\\', '\n', '\t', '\b', '\x00', '\x1f', '\x7f', 'é', 'ß', '\u2028', '\ufeff',
           '\uffff', '\U0001f600', '\U0010ffff', 'x' * 9]
NUMBERS = ['0', '-0', '1', '-1', '9007199254740993', '9223372036854775807', '-9223372036854775808',
           '9223372036854775808', '18446744073709551615', '18446744073709551616', '1' + '0' * 30, '0.1', '-0.0', '1.5e3',
           '1E+2', '1e-7', '2.2250738585072011e-308', '4.9e-324', '2e-324', '1.7976931348623157e308', '1e400', '-1e400',
           '123456789012345678901234567890.125', '0.30000000000000004', '5e-1', '100000000000000000000.0', '1e22', '1e23']


def number(r):
    if r.random() < 0.5:
        return r.choice(NUMBERS)
    text = r.choice(['', '-']) + str(r.randrange(10 ** r.randrange(1, 19)))
    if r.random() < 0.5:
        text += '.' + str(r.randrange(10 ** r.randrange(1, 19)))
    if r.random() < 0.4:
        text += r.choice('eE') + r.choice(['', '+', '-']) + str(r.randrange(40))
    return text


def string(r):
    value = ''.join(r.choice(LETTERS) for _ in range(r.randrange(8)))
    return json.dumps(value, ensure_ascii=r.random() < 0.5)


def space(r):
    return r.choice(['', '', '', ' ', '\n', '\t \r\n'])


def value(r, depth):
    kind = r.randrange(9 if depth < 6 else 5)
    if kind == 0:
        text = r.choice(['true', 'false', 'null'])
    elif kind <= 2:
        text = number(r)
    elif kind <= 4:
        text = string(r)
    elif kind <= 6:
        text = '[' + ','.join(value(r, depth + 1) for _ in range(r.randrange(5))) + space(r) + ']'
    else:
        members = (space(r) + string(r) + space(r) + ':' + value(r, depth + 1) for _ in range(r.randrange(5)))
        text = '{' + ','.join(members) + space(r) + '}'
    return space(r) + text + space(r)


def damaged(r, text):
    text = bytearray(text)
    for _ in range(r.randrange(1, 3)):
        place = r.randrange(len(text) + 1)
        action = r.randrange(4)
        if action == 0:
            del text[place:place + 1]
        elif action == 1:
            text[place:place] = r.choice([b',', b'"', b'{', b'}', b'[', b']', b':', b'\\', b'\\u', b'\\ud800', b'0', b'.',
                                          b'e', b'-', b'+', b'\x00', b'\x80', b'\xc3', b'\xed\xa0\x80', b'\xf5', b'nul',
                                          b'NaN', b'Infinity', b"'", b'//', b'\xef\xbb\xbf'])
        elif action == 2:
            text[place:place + 1] = bytes([r.randrange(256)])
        else:
            del text[place:]
    return bytes(text)


def refuse(word):
    raise ValueError(word)


def plain(v):
    if isinstance(v, bool) or v is None or isinstance(v, str):
        return v
    if isinstance(v, list):
        return [plain(e) for e in v]
    if isinstance(v, dict):
        return {k: plain(e) for k, e in v.items()}
    if isinstance(v, int) and -2 ** 63 <= v < 2 ** 64:
        return v
    try:
        v = float(v)
    except OverflowError:
        return 'huge'
    if v in (float('inf'), float('-inf')):
        return 'huge'
    return int(v) if v.is_integer() and abs(v) <= 2 ** 53 else v


def verdict(text):
    try:
        v = json.loads(text.decode('utf-8'), parse_constant=refuse)
        return json.dumps(plain(v), ensure_ascii=False).encode('utf-8').decode('utf-8')
    except (ValueError, RecursionError):
        return 'no'


def main(seed, count):
    r = random.Random(seed)
    for _ in range(count):
        text = value(r, 0).encode('utf-8')
        if r.random() < 0.5:
            text = damaged(r, text)
        sys.stdout.write(text.hex() + '\t' + verdict(text) + '\n')


sys.stdout.reconfigure(encoding='utf-8')
main(int(sys.argv[1]), int(sys.argv[2]))

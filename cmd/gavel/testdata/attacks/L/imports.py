# group: L
# attack: none: what contest programs import
# layer: passes
# want: accepted
# limits: cpu_ms=6000
# expected: fine
import array, bisect, calendar, cmath, collections, copy, csv, dataclasses, datetime, decimal, enum, fractions, functools, hashlib
import heapq, io, itertools, json, math, operator, os, pprint, random, re, secrets, statistics, string, struct, sys, textwrap, time
import types, typing, uuid, zlib, base64, binascii, bz2, lzma, contextlib, graphlib, inspect, keyword, logging, numbers, pickle, queue
import signal, sqlite3, tempfile, threading, timeit, traceback, unittest, weakref, xml.etree.ElementTree, zoneinfo

print("fine" if decimal.Decimal(1) / 3 and hashlib.sha256(b"x").hexdigest() and random.random() < 1 else "")

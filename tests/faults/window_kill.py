#!/usr/bin/env python3
"""Kills the real window at random moments while sentences are being tagged, and counts what is there afterwards.

usage: window_kill.py PROGRAM [RUNS]      under a display; PROGRAM is built with the feature `inspect`

A claim counts as acknowledged once the window shows it. Each run opens the project that the run before left behind.
"""
import json, os, random, sys, threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "window"))
from walk import ARTICLES, Walk  # noqa: E402


def tag_until_killed(walk, first, chance):
    """Tags sentence after sentence; gives how many claims were seen."""
    seen = 0
    killer = threading.Timer(chance.uniform(1.0, 5.0), walk.process.kill)
    killer.start()
    try:
        for number in range(first, first + 12):
            walk.window.click(f"Sentence A{number}:")
            walk.window.key("Num1")
            walk.window.settle()
            walk.window.find(f"Claim A{number}:")
            seen += 1
            # Out of the tag bar, which lies over the next sentence.
            walk.window.key("Escape")
            walk.window.key("Escape")
            walk.window.settle()
    except OSError:
        pass  # The window is gone: that is the point.
    killer.cancel()
    walk.close()
    return seen


def main():
    program, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50
    chance, lost, seen_in_all = random.Random(4), 0, 0
    for run in range(runs):
        walk = Walk(program, None)
        walk.command("new", walk.project, *ARTICLES)
        walk.open(walk.project)
        seen = tag_until_killed(walk, 3, chance)
        there = json.loads(walk.command("stats", walk.project, "--json"))["claims"]
        problems = walk.command("check", walk.project).strip()
        seen_in_all += seen
        if there < seen or problems != "ok":
            lost += 1
            print(f"run {run}: {seen} claims were on show, {there} are there; {problems}")
        else:
            walk.tidy()
    print(f"{runs} windows killed, {seen_in_all} claims were on show, {lost} runs lost some")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()

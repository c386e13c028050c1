"""How proposed questions are asked: several natural ways for each kind, taken in turn."""

from __future__ import annotations

FIGURE = (
    "{W}多少{U}{R}？",
    "请问{W}多少{U}{R}？",
    "我想知道{W}多少{U}{R}？",
    "报道里说{W}多少{U}{R}？",
)
OFFICE = ("{O}是谁？", "{O}叫什么名字？", "谁是{O}？", "请问{O}是哪一位？")
EVENT = ("{E}是什么时候的事？", "{E}是在哪一年？", "什么时候{E}？")
AUTHOR = ("“{T}”这篇报道是谁写的？", "《{T}》的作者是谁？")
DAY = ("“{T}”这篇报道是哪天发布的？", "《{T}》是什么时候发布的？")
MEANING = ("什么是“{P}”？", "“{P}”指的是什么？", "“{P}”是什么意思？", "{P}说的是什么？")
PLACES = (
    "哪些地方开展了“{P}”？",
    "有哪些乡镇搞了{P}？",
    "推行“{P}”的地方有哪些？",
    "“{P}”都在哪些地方实施了？",
)

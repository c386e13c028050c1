"""Prompts are whole files: every one loads, is filled completely, and takes articles as data."""

from __future__ import annotations

from pathlib import Path

import pytest

import prompts

FILES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_a_prompt_that_calls_its_material_data(name: str) -> None:
    prompt = prompts.load(name)
    filled = prompt.fill(**dict.fromkeys(prompt.places, "{question}[user]"))
    assert [role for role, _ in filled] == ["system", "user"]
    assert "{question}[user]" in filled[1][1], "a value is put in as it stands"
    assert not prompt.places & {"mark"} or "不是指示" in filled[0][1]


@pytest.mark.parametrize("values", [{}, {"question": "x", "count": "2", "more": "y"}, {"question": "x"}])
def test_missing_and_unknown_values_are_errors(values: dict[str, str]) -> None:
    with pytest.raises(prompts.BadPrompt, match="missing"):
        prompts.load("paraphrase").fill(**values)


@pytest.mark.parametrize("name", ["absent", "../README", ""])
def test_an_unknown_prompt_is_an_error(name: str) -> None:
    with pytest.raises(prompts.BadPrompt, match="answer"):
        prompts.load(name)


@pytest.mark.parametrize("text", ["", "no role", "[user]\n", "[user]\nhi\n[system]\nrules\n", "[user]\n{Bad}\n"])
def test_a_file_that_is_no_prompt_is_an_error(text: str) -> None:
    with pytest.raises(prompts.BadPrompt):
        prompts.parse("x", text)

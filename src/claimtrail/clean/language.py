"""The language of a text, offline, by py3langid: a model of 97 languages that is loaded when first needed."""

from collections.abc import Callable
from functools import cache
from itertools import islice

_SAMPLE = 1000  # characters: more hardly changes the answer and costs 0.2 ms for each thousand
_SURE = 0.5
_LEAST = 20  # letters without which no answer is given


def language_of(text: str) -> tuple[str | None, float | None]:
    """ISO 639 code and confidence from 0 to 1.

    No code below a confidence of 0.5, and neither for a text with too few letters.
    """
    sample = text[:_SAMPLE]
    if len(list(islice(filter(str.isalpha, sample), _LEAST))) < _LEAST:
        return None, None
    code, confidence = _classifier()(sample)
    return (code if confidence >= _SURE else None), round(float(confidence), 4)


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # the model costs memory: only when asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify

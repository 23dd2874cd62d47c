"""What is done to the whole collection does not depend on the order in which it comes."""

from claimtrail.model.codec import encode
from claimtrail.model.documents import Document
from claimtrail.pipeline.collection import mark

TEXT = (
    "Market hit\nA market in Kelvan was shelled on Monday morning, killing at least eleven people and wounding dozens "
    "more, residents and a doctor at the town's only hospital said, while the army denied firing on the town at all."
)


def test_copies_are_the_same_in_any_order():
    documents = [Document(f"d{i}", TEXT + extra, 10) for i, extra in enumerate(("", "", " The mayor was unhurt."))]
    one, two = mark(documents), mark(list(reversed(documents)))
    assert encode(one) == encode(two)
    assert [d.id for d in one[0]] == ["d0", "d1", "d2"]
    assert len(one[1]) == 1

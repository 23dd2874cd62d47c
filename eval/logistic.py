"""Logistic regression on named binary features with a ridge penalty: the one way weights of ours are fitted."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize


def fit(rows: Sequence[tuple[list[str], bool]], ridge: float = 2.0) -> dict[str, float]:
    """Log-odds of each feature name, and of "bias", from rows of (features, label)."""
    names = sorted({name for features, _ in rows for name in features})
    at = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1
    for n, (features, _) in enumerate(rows):
        for name in features:
            matrix[n, at[name]] += 1
    labels = np.array([1.0 if label else -1.0 for _, label in rows])
    penalised = np.ones(len(names) + 1)
    penalised[-1] = 0

    def loss(w):
        margin = labels * (matrix @ w)
        slope = -(matrix * (labels / (1 + np.exp(margin)))[:, None]).sum(0) + ridge * w * penalised
        return np.logaddexp(0, -margin).sum() + ridge * (w**2 * penalised).sum() / 2, slope

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return dict(zip([*names, "bias"], best.round(2).tolist(), strict=True))


def write(weights: dict[str, float], path, head: str) -> None:
    """The weights as TOML, one a line, sorted by name."""
    lines = [f'"{name}" = {weight}' for name, weight in sorted(weights.items())]
    path.write_text(f"# {head}\n\n[weights]\n" + "\n".join(lines) + "\n")

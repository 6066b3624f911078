"""Temporal Fusion Transformer in PyTorch, written from the paper, as the oracle of ours.

    python3 tests/support/torch/tft_golden.py > tests/support/torch/golden.json

Weights and inputs follow from a small generator of numbers that both sides have, so that only results are stored: outputs,
loss, and of each gradient its norm and its product with a drawn vector.
"""
import json
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

LEVELS = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]


def numbers(name, count):
    """`count` numbers in [-1, 1), drawn by the name: a linear congruential generator over the FNV-1a hash."""
    state = 0x811C9DC5
    for byte in name.encode():
        state = ((state ^ byte) * 0x01000193) & 0xFFFFFFFF
    out = np.empty(count, dtype=np.float64)
    for i in range(count):
        state = (1664525 * state + 1013904223) & 0xFFFFFFFF
        out[i] = state / 2147483648.0 - 1.0
    return out


class Residual(nn.Module):
    def __init__(self, width_in, hidden, width_out, context):
        super().__init__()
        self.fc1 = nn.Linear(width_in, hidden)
        self.context = nn.Linear(hidden, hidden, bias=False) if context else None
        self.fc2 = nn.Linear(hidden, hidden)
        self.glu = nn.Linear(hidden, 2 * width_out)
        self.skip = nn.Linear(width_in, width_out) if width_in != width_out else None
        self.norm = nn.LayerNorm(width_out, eps=1e-3)

    def forward(self, x, c=None):
        a = self.fc1(x)
        if c is not None:
            a = a + self.context(c)
        a = self.fc2(F.elu(a))
        base = x if self.skip is None else self.skip(x)
        return self.norm(base + F.glu(self.glu(a), dim=-1))


class Gate(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.glu = nn.Linear(hidden, 2 * hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-3)

    def forward(self, x, skip):
        return self.norm(skip + F.glu(self.glu(x), dim=-1))


class Selection(nn.Module):
    def __init__(self, inputs, hidden, context):
        super().__init__()
        self.flat = Residual(inputs * hidden, hidden, inputs, context)
        self.variables = nn.ModuleList([Residual(hidden, hidden, hidden, False) for _ in range(inputs)])

    def forward(self, embedded, absent, c=None):
        """embedded [..., inputs, hidden], absent [..., inputs] true where an input is missing."""
        logits = self.flat(embedded.flatten(-2), c).masked_fill(absent, -1e9)
        weights = F.softmax(logits, dim=-1)
        each = torch.stack([net(embedded[..., i, :]) for i, net in enumerate(self.variables)], dim=-2)
        return (weights.unsqueeze(-1) * each).sum(-2), weights


class Tft(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        H, S, O, K = c["hidden"], c["statics"], c["observed"], c["known"]
        self.static_w = nn.Parameter(torch.zeros(S, H))
        self.static_b = nn.Parameter(torch.zeros(S, H))
        self.temporal_w = nn.Parameter(torch.zeros(O + K, H))
        self.temporal_b = nn.Parameter(torch.zeros(O + K, H))
        self.select_static = Selection(S, H, False)
        self.select_encoder = Selection(O + K, H, True)
        self.select_decoder = Selection(K, H, True)
        self.contexts = nn.ModuleDict({n: Residual(H, H, H, False) for n in ("selection", "enrichment", "state", "cell")})
        self.lstm_encoder = nn.LSTM(H, H, batch_first=True)
        self.lstm_decoder = nn.LSTM(H, H, batch_first=True)
        self.gate_lstm = Gate(H)
        self.enrichment = Residual(H, H, H, True)
        width = H // c["heads"]
        self.query, self.key, self.value = nn.Linear(H, H), nn.Linear(H, H), nn.Linear(H, width)
        self.output = nn.Linear(width, H, bias=False)
        self.gate_attention = Gate(H)
        self.feedforward = Residual(H, H, H, False)
        self.gate_output = Gate(H)
        self.head = nn.Linear(H, len(LEVELS))

    def attend(self, q, rows):
        B, T, H = q.shape
        heads, width = self.c["heads"], H // self.c["heads"]
        split = lambda x: x.view(B, -1, heads, width).transpose(1, 2)
        scores = split(self.query(q)) @ split(self.key(rows)).transpose(-1, -2) / math.sqrt(width)
        late = torch.ones(T, rows.shape[1], dtype=torch.bool).triu(self.c["encoder"] + 1)
        mean = F.softmax(scores.masked_fill(late, -1e9), dim=-1).mean(1)
        return self.output(mean @ self.value(rows)), mean

    def encode(self, statics, encoder, decoder):
        O = self.c["observed"]
        lay = lambda x, w, b: torch.nan_to_num(x).unsqueeze(-1) * w + b
        s, _ = self.select_static(lay(statics, self.static_w, self.static_b), statics.isnan())
        ctx = {n: net(s) for n, net in self.contexts.items()}
        over_time = ctx["selection"].unsqueeze(1)
        past, _ = self.select_encoder(lay(encoder, self.temporal_w, self.temporal_b), encoder.isnan(), over_time)
        ahead, _ = self.select_decoder(lay(decoder, self.temporal_w[O:], self.temporal_b[O:]), decoder.isnan(), over_time)
        first, state = self.lstm_encoder(past, (ctx["state"].unsqueeze(0), ctx["cell"].unsqueeze(0)))
        second, _ = self.lstm_decoder(ahead, state)
        local = self.gate_lstm(torch.cat([first, second], 1), torch.cat([past, ahead], 1))
        enriched = self.enrichment(local, ctx["enrichment"].unsqueeze(1))
        E = self.c["encoder"]
        attended, where = self.attend(enriched[:, E:], enriched)
        forward = self.feedforward(self.gate_attention(attended, enriched[:, E:]))
        return self.gate_output(forward, local[:, E:]), where

    def forward(self, *inputs):
        return self.head(self.encode(*inputs)[0])


def pinball(q, y):
    """Sum over what is not missing."""
    levels = torch.tensor(LEVELS)
    error = torch.nan_to_num(y).unsqueeze(-1) - q
    loss = torch.maximum(levels * error, (levels - 1) * error)
    return (loss * (~y.isnan()).unsqueeze(-1)).sum()


def named(model):
    """Our name, PyTorch parameter, whether it lies transposed."""
    out = []

    def dense(name, m):
        out.append((f"{name}.weight", m.weight, True))
        if m.bias is not None:
            out.append((f"{name}.bias", m.bias, False))

    def residual(name, m):
        dense(f"{name}.fc1", m.fc1)
        if m.context is not None:
            dense(f"{name}.context", m.context)
        dense(f"{name}.fc2", m.fc2)
        gate(name, m, m.skip)

    def gate(name, m, skip=None):
        dense(f"{name}.glu", m.glu)
        if skip is not None:
            dense(f"{name}.skip", skip)
        out.append((f"{name}.norm.gamma", m.norm.weight, False))
        out.append((f"{name}.norm.beta", m.norm.bias, False))

    def selection(name, m):
        residual(f"{name}.flat", m.flat)
        for i, net in enumerate(m.variables):
            residual(f"{name}.variable{i}", net)

    for group in ("static", "temporal"):
        out.append((f"embed.{group}.weight", getattr(model, f"{group}_w"), False))
        out.append((f"embed.{group}.bias", getattr(model, f"{group}_b"), False))
    for group in ("static", "encoder", "decoder"):
        selection(f"select.{group}", getattr(model, f"select_{group}"))
    for name, net in model.contexts.items():
        residual(f"context.{name}", net)
    for name in ("encoder", "decoder"):
        m = getattr(model, f"lstm_{name}")
        out.append((f"lstm.{name}.input", m.weight_ih_l0, True))
        out.append((f"lstm.{name}.recurrent", m.weight_hh_l0, True))
        out.append((f"lstm.{name}.bias", m.bias_ih_l0, False))
    gate("gate.lstm", model.gate_lstm)
    residual("enrichment", model.enrichment)
    for name in ("query", "key", "value", "output"):
        dense(f"attention.{name}", getattr(model, name))
    gate("gate.attention", model.gate_attention)
    residual("feedforward", model.feedforward)
    gate("gate.output", model.gate_output)
    dense("head", model.head)
    return out


def fill(model):
    with torch.no_grad():
        for m in (model.lstm_encoder, model.lstm_decoder):
            m.bias_hh_l0.zero_()
        for name, p, transposed in named(model):
            shape = tuple(reversed(p.shape)) if transposed else tuple(p.shape)
            drawn = numbers(name, p.numel())
            if name.endswith(".gamma"):
                values = 1 + 0.2 * drawn
            elif len(shape) == 2 and not name.endswith(".bias") and not name.startswith("embed."):
                values = drawn * math.sqrt(3.0 / shape[0])
            else:
                values = 0.3 * drawn
            t = torch.from_numpy(values.astype(np.float32)).view(shape)
            p.copy_(t.t() if transposed else t)


def inputs(c, gaps):
    """Drawn inputs and targets, every number out of `gaps` missing (0: none)."""
    B = c["batch"]
    shapes = {
        "statics": (B, c["statics"]),
        "encoder": (B, c["encoder"], c["observed"] + c["known"]),
        "decoder": (B, c["horizon"], c["known"]),
        "target": (B, c["horizon"]),
    }
    out = []
    for name, shape in shapes.items():
        values = (1.7 * numbers(f"input.{name}", math.prod(shape))).astype(np.float32)
        if gaps and name != "statics":
            values[::gaps] = np.nan
        out.append(torch.from_numpy(values).view(shape))
    return out


def case(c, gaps):
    model = Tft(c)
    fill(model)
    *x, y = inputs(c, gaps)
    features, where = model.encode(*x)
    quantiles = model.head(features)
    loss = pinball(quantiles, y)
    loss.backward()
    gradients = {}
    for name, p, transposed in named(model):
        g = (p.grad.t() if transposed else p.grad).contiguous().view(-1).double().numpy()
        gradients[name] = [float(np.linalg.norm(g)), float(g @ numbers(f"gradient.{name}", g.size))]
    flat = lambda t: [float(f"{v:.8g}") for v in t.detach().reshape(-1).tolist()]
    return {
        "config": c,
        "gaps": gaps,
        "quantiles": flat(quantiles),
        "attention": flat(where[:, 0]),
        "loss": float(loss),
        "gradients": gradients,
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    small = dict(hidden=16, heads=2, encoder=20, horizon=6, statics=3, observed=2, known=3, batch=3)
    odd = dict(hidden=16, heads=4, encoder=9, horizon=5, statics=2, observed=1, known=4, batch=5)
    full = dict(hidden=64, heads=4, encoder=168, horizon=24, statics=5, observed=2, known=6, batch=2)
    cases = {"small": case(small, 0), "gaps": case(small, 7), "odd": case(odd, 5), "full": case(full, 0)}
    print(json.dumps({"torch": torch.__version__, "cases": cases}, separators=(",", ":")))

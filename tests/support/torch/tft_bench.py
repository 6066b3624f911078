"""Times of the PyTorch model, one JSON line: python3 tests/support/torch/tft_bench.py '{"hidden": 64, ...}' REPEATS

Least wall time and least processor time of a forward pass (batch 1 and the given one), of a training step (forward, backward, clip, Adam) and of an
epoch of the head alone on cached features; ms, one thread. On a busy machine the processor time is the fairer one.
"""
import json
import sys
import time

import torch
from tft_golden import LEVELS, Tft, fill, inputs, pinball

PROBE_WINDOWS = 8_568


def least(action, repeats, warm=1):
    for _ in range(warm):
        action()
    wall = cpu = float("inf")
    for _ in range(repeats):
        start, used = time.perf_counter(), time.process_time()
        action()
        wall, cpu = min(wall, time.perf_counter() - start), min(cpu, time.process_time() - used)
    return {"wallMs": wall * 1e3, "cpuMs": cpu * 1e3}


if __name__ == "__main__":
    torch.set_num_threads(1)
    config, repeats = json.loads(sys.argv[1]), int(sys.argv[2])
    torch.manual_seed(1)
    model = Tft(config)
    fill(model)
    *one, _ = inputs({**config, "batch": 1}, 0)
    *many, truth = inputs(config, 0)
    with torch.no_grad():
        forward_one = least(lambda: model(*one), 4 * repeats, 3)
        forward = least(lambda: model(*many), repeats)
    adam = torch.optim.Adam(model.parameters(), 1e-3)

    def step():
        adam.zero_grad()
        (pinball(model(*many), truth) / (truth.numel() * len(LEVELS))).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()

    train = least(step, repeats)
    features = torch.randn(PROBE_WINDOWS, config["horizon"], config["hidden"])
    targets = torch.randn(PROBE_WINDOWS, config["horizon"])
    head = torch.optim.Adam(model.head.parameters(), 1e-3)
    batch = config["batch"]

    def epoch():
        for i in range(0, PROBE_WINDOWS, batch):
            head.zero_grad()
            y = targets[i : i + batch]
            (pinball(model.head(features[i : i + batch]), y) / (y.numel() * len(LEVELS))).backward()
            head.step()

    probe = least(epoch, 3)
    square = torch.randn(1024, 1024)
    gflops = 2 * 1024**3 / least(lambda: square @ square, 3)["cpuMs"] / 1e6
    print(json.dumps({"version": torch.__version__, "gflops": gflops, "forwardOne": forward_one, "forward": forward, "train": train, "probe": probe}))

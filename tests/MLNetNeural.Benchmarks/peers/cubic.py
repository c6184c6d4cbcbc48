"""The cubic regression in PyTorch: full batch, L1 loss, plain SGD. Prints the seconds of each run, by the clock, one a line."""
import argparse
import time

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--epochs", type=int, default=10_000)
parser.add_argument("--runs", type=int, default=1)
arguments = parser.parse_args()

torch.set_num_threads(arguments.threads)
torch.manual_seed(0)
x = torch.rand(1000, 1) * 30 - 15
y = x**3 + 3 * x**2 + 3 + torch.randn(1000, 1)


def run():
    model = torch.nn.Sequential(
        torch.nn.Linear(1, 32), torch.nn.ReLU(),
        torch.nn.Linear(32, 64), torch.nn.ReLU(),
        torch.nn.Linear(64, 16), torch.nn.ReLU(),
        torch.nn.Linear(16, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=2e-4)
    criterion = torch.nn.L1Loss()
    start = time.perf_counter()
    for _ in range(arguments.epochs):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss.item()
    return time.perf_counter() - start


for _ in range(arguments.runs):
    print(f"{run():.3f}", flush=True)

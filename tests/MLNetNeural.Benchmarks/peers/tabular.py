"""
scikit-learn's multilayer perceptrons on three public tables that come with it. With --export FOLDER: writes for each task and seed the
standardized training and test rows, for another program to train on the same. Without: trains, and prints a line a task and seed.
"""
import argparse
import pathlib
import warnings

import numpy
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import accuracy_score, r2_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler

SEEDS = range(5)

# Equal in both programs: ReLU, one hidden layer, Glorot's uniform weights, batches of 32 in a new order every epoch, no early stopping.
COMMON = {"activation": "relu", "batch_size": 32, "shuffle": True, "tol": 0, "n_iter_no_change": 10**6}
TASKS = {
    "breast-cancer": (load_breast_cancer, MLPClassifier, {
        "hidden_layer_sizes": (16,), "solver": "sgd", "learning_rate_init": 0.01, "momentum": 0.9, "nesterovs_momentum": False,
        "alpha": 0.01, "max_iter": 40}),
    "digits": (load_digits, MLPClassifier, {
        "hidden_layer_sizes": (32,), "solver": "adam", "learning_rate_init": 0.001, "alpha": 0.01, "max_iter": 40}),
    "diabetes": (load_diabetes, MLPRegressor, {
        "hidden_layer_sizes": (32,), "solver": "adam", "learning_rate_init": 0.001, "alpha": 0.1, "max_iter": 40}),
}


def split(task, seed):
    x, y = TASKS[task][0](return_X_y=True)
    stratify = y if TASKS[task][1] is MLPClassifier else None
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.3, random_state=seed, stratify=stratify)
    if stratify is None:  # scikit-learn does not standardize targets by itself
        mean, deviation = y_train.mean(), y_train.std()
        y_train, y_test = (y_train - mean) / deviation, (y_test - mean) / deviation
    scaler = StandardScaler().fit(x_train)
    return (*(part.astype(numpy.float32) for part in (scaler.transform(x_train), scaler.transform(x_test))), y_train, y_test)


def export(folder):
    for task in TASKS:
        for seed in SEEDS:
            x_train, x_test, y_train, y_test = split(task, seed)
            for name, x, y in (("train", x_train, y_train), ("test", x_test, y_test)):
                path = pathlib.Path(folder) / f"{task}-{seed}-{name}.csv"
                numpy.savetxt(path, numpy.column_stack([y, x]), delimiter=",", fmt="%.9g")


def scores(task, seed):
    x_train, x_test, y_train, y_test = split(task, seed)
    _, kind, settings = TASKS[task]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = kind(random_state=seed, **COMMON, **settings).fit(x_train, y_train)
    if task == "diabetes":
        return {"R2": r2_score(y_test, model.predict(x_test))}
    result = {"accuracy": accuracy_score(y_test, model.predict(x_test))}
    if task == "breast-cancer":
        result["AUC"] = roc_auc_score(y_test, model.predict_proba(x_test)[:, 1])
    return result


parser = argparse.ArgumentParser()
parser.add_argument("--export", metavar="FOLDER")
arguments = parser.parse_args()
if arguments.export:
    export(arguments.export)
else:
    for task in TASKS:
        for seed in SEEDS:
            for metric, value in scores(task, seed).items():
                print(f"{task},{metric},{seed},{value:.9g}", flush=True)

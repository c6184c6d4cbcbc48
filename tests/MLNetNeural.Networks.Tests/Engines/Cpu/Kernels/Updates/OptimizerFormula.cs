using MLNetNeural.Networks.Optimizers;

namespace MLNetNeural.Networks.Tests.Engines.Cpu.Kernels.Updates;

/// <summary>The optimizers on one weight in double, by PyTorch's formulas.</summary>
internal sealed class OptimizerFormula(Optimizer optimizer, double weight)
{
    private double _w = weight;
    private double _m;
    private double _v = optimizer is Adagrad adagrad ? adagrad.InitialAccumulator : 0;
    private double _third;
    private int _t;

    public double Step(double g)
    {
        double lr = optimizer.LearningRate;
        _t++;
        if (optimizer is not AdamW) g += optimizer.WeightDecay * _w;
        switch (optimizer)
        {
            case Sgd { Momentum: 0 }: _w -= lr * g; break;
            case Sgd sgd:
                _m = _t == 1 ? g : (sgd.Momentum * _m) + ((1 - sgd.Dampening) * g);
                _w -= lr * (sgd.Nesterov ? g + (sgd.Momentum * _m) : _m);
                break;
            case Adam adam: AdamStep(adam, g, adam.AmsGrad, lr); break;
            case AdamW adam:
                _w *= 1 - (lr * adam.WeightDecay);
                AdamStep(adam, g, adam.AmsGrad, lr);
                break;
            case Adamax adamax:
                _m = (adamax.Beta1 * _m) + ((1 - adamax.Beta1) * g);
                _v = Math.Max(adamax.Beta2 * _v, Math.Abs(g) + adamax.Epsilon);
                _w -= lr / (1 - Math.Pow(adamax.Beta1, _t)) * _m / _v;
                break;
            case RmsProp rms:
                _v = (rms.Alpha * _v) + ((1 - rms.Alpha) * g * g);
                _third = (rms.Alpha * _third) + ((1 - rms.Alpha) * g);
                double direction = g / (Math.Sqrt(rms.Centered ? _v - (_third * _third) : _v) + rms.Epsilon);
                _m = (rms.Momentum * _m) + direction;
                _w -= lr * (rms.Momentum > 0 ? _m : direction);
                break;
            case Adagrad ada:
                _v += g * g;
                _w -= lr / (1 + ((_t - 1) * ada.LearningRateDecay)) * g / (Math.Sqrt(_v) + ada.Epsilon);
                break;
            case Adadelta delta:
                _v = (delta.Rho * _v) + ((1 - delta.Rho) * g * g);
                double step = Math.Sqrt(_m + delta.Epsilon) / Math.Sqrt(_v + delta.Epsilon) * g;
                _m = (delta.Rho * _m) + ((1 - delta.Rho) * step * step);
                _w -= lr * step;
                break;
            default: throw new ArgumentException(optimizer.GetType().Name);
        }

        return _w;
    }

    private void AdamStep(MomentOptimizer adam, double g, bool amsGrad, double lr)
    {
        _m = (adam.Beta1 * _m) + ((1 - adam.Beta1) * g);
        _v = (adam.Beta2 * _v) + ((1 - adam.Beta2) * g * g);
        _third = Math.Max(_third, _v);
        double root = Math.Sqrt(amsGrad ? _third : _v) / Math.Sqrt(1 - Math.Pow(adam.Beta2, _t));
        _w -= lr / (1 - Math.Pow(adam.Beta1, _t)) * _m / (root + adam.Epsilon);
    }
}

using Microsoft.ML;

namespace MLNetNeural.Data;

/// <summary>Computes columns for a block of rows at once; a <see cref="LookAheadCursor"/> reads, computes and serves them.</summary>
/// <remarks>Rows lie in slots. A slot is read, computed and served by one thread at a time, while other slots are at another
/// stage: what the methods share beyond slots must bear that.</remarks>
internal abstract class BlockComputation : IDisposable
{
    /// <summary>Rows computed at once; at least 1.</summary>
    public abstract int RowsPerBlock { get; }

    /// <summary>Rows of the first block; the next ones have twice as many each, up to <see cref="RowsPerBlock"/>. A consumer of few rows waits for few.</summary>
    public virtual int RowsOfFirstBlock => RowsPerBlock;

    /// <summary>Blocks that are read and computed on other threads while one is served; 0: each is computed when it is asked for.</summary>
    public virtual int BlocksAhead => 0;

    /// <summary>Called once, before anything else: obtains the getters and makes room for the slots.</summary>
    /// <param name="input">The rows to come.</param>
    /// <param name="slots">Number of slots; slots are counted from 0.</param>
    public abstract void Start(DataViewRow input, int slots);

    /// <summary>Copies what is needed of the input's present row into a slot; rows come in order.</summary>
    public abstract void Read(int slot);

    /// <summary>Computes the rows in slots <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    /// <param name="first">The first slot.</param>
    /// <param name="count">The number of rows; at least 1.</param>
    /// <param name="stop">Set when nobody waits for the result any more.</param>
    public abstract void Compute(int first, int count, CancellationToken stop);

    /// <summary>Whether the row in a slot is served; called once for each row, in order, on the consumer's thread.</summary>
    /// <remarks>An exception thrown here surfaces at the row's place.</remarks>
    public virtual bool IsKept(int slot) => true;

    /// <summary>A ValueGetter for a computed column: it reads the slot that <paramref name="row"/> is at when it is called.</summary>
    /// <param name="computedColumn">Which one: 0 is the first column behind those of the input.</param>
    /// <param name="row">The row.</param>
    public abstract Delegate GetGetter(int computedColumn, ISlotRow row);

    /// <summary>Called on the consumer's thread when every row has been served.</summary>
    public virtual void Complete()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the slots; nothing is being read or computed any more.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

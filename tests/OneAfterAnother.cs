// The tests of an assembly share two portals, and some move their clocks: one class after another. Assemblies run side by side.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

using Procurement.Kernel;

namespace Procurement.Opportunities.Domain;

internal sealed class Opportunity : Entity;

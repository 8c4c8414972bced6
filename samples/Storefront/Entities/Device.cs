using ShardSafety;

namespace Storefront.Entities;

/// <summary>A till or sensor: a colocation group of its own, since its readings are never joined with a company's rows.</summary>
[DistributedBy(nameof(DeviceId))]
public class Device
{
    public Guid DeviceId { get; set; }
    public long CompanyId { get; set; }
    public string Serial { get; set; } = "";
    public List<DeviceReading> Readings { get; set; } = [];
}

[DistributedBy(nameof(DeviceId), ColocateWith = typeof(Device))]
public class DeviceReading
{
    public Guid DeviceId { get; set; }
    public DateTime At { get; set; }
    public double Value { get; set; }
    public Device Device { get; set; } = null!;
}

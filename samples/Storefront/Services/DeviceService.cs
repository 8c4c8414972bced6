using Microsoft.EntityFrameworkCore;
using Storefront.Data;
using Storefront.Entities;

namespace Storefront.Services;

/// <summary>One device and its readings: a colocation group of its own, with a scope of its own.</summary>
public class DeviceService(StorefrontDb db)
{
    public Task<double?> Latest(Guid deviceId) =>
        db.ForDevice(deviceId).Readings
            .OrderByDescending(r => r.At)
            .Select(r => (double?)r.Value)
            .FirstOrDefaultAsync();

    public Task<List<Device>> WithReadings(Guid deviceId)
    {
        var device = db.ForDevice(deviceId);
        return device.Devices.IncludeReadings(device).ToListAsync();
    }
}

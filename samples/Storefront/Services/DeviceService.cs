using Microsoft.EntityFrameworkCore;
using Storefront.Data;
using Storefront.Entities;

namespace Storefront.Services;

public class DeviceService(StorefrontDb db)
{
    public Task<double?> Latest(Guid deviceId) =>
        db.Readings
            .Where(r => r.DeviceId == deviceId)
            .OrderByDescending(r => r.At)
            .Select(r => (double?)r.Value)
            .FirstOrDefaultAsync();

    public Task<List<Device>> WithReadings(Guid deviceId) =>
        db.Devices.Include(d => d.Readings).Where(d => d.DeviceId == deviceId).ToListAsync();
}

// The way of travelling that a profile stands for, as far as a sentence needs it.
export type TravelMode = 'walking' | 'cycling' | 'wheelchair' | 'car';

export function travelMode(profile: string): TravelMode {
  if (profile.startsWith('fiets')) return 'cycling';
  if (profile === 'rolstoel') return 'wheelchair';
  return profile === 'auto' ? 'car' : 'walking';
}
